import { describe, expect, test } from '@jest/globals';
import { readProblem } from './problem.ts';

const body = (slug: string, members: object = {}) => ({
  type: `urn:keyhold:problem:${slug}`,
  requestId: 'r1',
  ...members,
});

describe('problems become values that the page can switch on', () => {
  test('with the members that their words need', () => {
    expect(readProblem(body('proof-refused', { triesLeft: 4 }))).toEqual({
      slug: 'proof-refused',
      requestId: 'r1',
      field: 'password',
      triesLeft: 4,
      retryAt: null,
    });
    expect(readProblem(body('proof-refused', { triesLeft: 0, retryAt: '2026-11-22T21:04:00Z' }))).toMatchObject({
      triesLeft: 0,
      retryAt: new Date('2026-11-22T21:04:00Z'),
    });
    expect(readProblem(body('too-many-attempts', { retryAt: '2026-11-22T21:04:00Z' }))).toEqual({
      slug: 'too-many-attempts',
      requestId: 'r1',
      retryAt: new Date('2026-11-22T21:04:00Z'),
    });
    expect(readProblem(body('too-many-attempts', { retryAt: null }))).toMatchObject({ retryAt: null });
  });

  test('what would satisfy an operation, without what this page cannot ask for', () => {
    const methods = [{ kind: 'password', and: 'totp' }, { kind: 'iris' }, null, { kind: 'password', and: 'retina' }];
    expect(readProblem(body('step-up-required', { methods, rescue: true }))).toMatchObject({
      asks: { methods: [{ kind: 'password', and: 'totp' }], rescue: true },
    });
    expect(readProblem(body('step-up-required'))).toMatchObject({ asks: null });
  });

  test('broken rules and a clock that is off, as far as they have their shape', () => {
    const broken = [{ id: 'length', text: 'Too short.' }, { id: 7 }, 'x'];
    expect(readProblem(body('password-rejected', { broken }))).toMatchObject({
      broken: [{ id: 'length', text: 'Too short.' }],
    });
    expect(readProblem(body('code-refused', { clockOffBySeconds: -90 }))).toMatchObject({ clockOffBySeconds: -90 });
    expect(readProblem(body('code-refused'))).toMatchObject({ clockOffBySeconds: null });
  });

  test('the pause may stand in the header alone', () => {
    const { retryAt } = readProblem(body('too-many-attempts'), new Headers({ 'Retry-After': '60' })) as {
      retryAt: Date;
    };
    expect(retryAt.getTime() - Date.now()).toBeGreaterThan(55_000);
  });

  test.each([['text'], [null], [undefined], [{}], [{ type: 'about:blank' }], [{ type: 7 }]])(
    'what is no problem of ours is unknown: %p',
    (strange) => {
      expect(readProblem(strange)).toEqual({ slug: 'unknown', requestId: null, named: null });
    },
  );

  test('an unknown slug keeps its name and its request id', () => {
    expect(readProblem(body('of-tomorrow'))).toEqual({ slug: 'unknown', requestId: 'r1', named: 'of-tomorrow' });
  });

  test('a number of tries that is no number is none', () => {
    expect(readProblem(body('proof-refused', { triesLeft: -3 }))).toMatchObject({ triesLeft: 0 });
  });
});
