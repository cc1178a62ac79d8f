import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { fakeCaller, withEndingGrant, type FakeCaller } from '../../testing/fake-caller.ts';
import { startApi, type ApiUnderTest } from '../../testing/api-under-test.ts';
import { golden } from '../../testing/golden.ts';
import { json, noContent, problem } from '../../testing/fake-keycloak.ts';
import { Problem } from '../../http/problem.ts';
import { problems } from '../../http/problems.ts';
import { sessionList } from './sessions.schema.ts';
import { sessionsProblems } from './sessions.problems.ts';
import { endedSessions } from '../../keycloak/ended-sessions.schema.ts';
import { endingLimit } from '../../keycloak/ending-call.ts';
import { sessionsService } from './sessions.service.ts';

let api: ApiUnderTest;
let caller: FakeCaller;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(() => {
  api.keycloak.reset();
  api.ended.length = 0;
  api.caller = caller = fakeCaller();
});

test('an ending has the time that the plugin reckons with, and the problem names it', () => {
  const { answerSeconds } = golden('sessions/time-limits') as { answerSeconds: number };
  expect(endingLimit).toBe(answerSeconds * 1000);
  expect(sessionsProblems.endingUnconfirmed.when).toContain(`within ${answerSeconds} s`);
});

const endSession = (id: string) => api.fetch(`/sessions/${id}`, { method: 'DELETE' });
const stepUp = { type: 'urn:keyhold:problem:step-up-required', operation: 'sessions.end', target: '' };

describe('listing sessions', () => {
  test("passes on the plugin's list and drops fields that the schema does not name", async () => {
    const list = golden('sessions/list') as { items: object[] };
    api.keycloak.on(
      'GET /sessions',
      json(200, { ...list, secret: 1, items: list.items.map((item) => ({ ...item, internalNote: 'x' })) }),
    );
    const answer = await api.fetch('/sessions');
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(list);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test("tells the plugin both tokens, the person's address and agent, and the request", async () => {
    api.keycloak.on('GET /sessions', json(200, golden('sessions/list')));
    await api.fetch('/sessions');
    expect(api.keycloak.calls).toHaveLength(1);
    expect(api.keycloak.calls[0]?.headers).toMatchObject({
      authorization: 'Bearer user-token',
      'x-keyhold-bridge': 'bridge-token',
      'x-keyhold-client-ip': '203.0.113.9',
      'x-keyhold-user-agent': 'Test/1.0',
      'x-request-id': 'request-1',
    });
    expect(api.keycloak.calls[0]?.headers).not.toHaveProperty('x-keyhold-grant');
  });
});

describe('ending one session', () => {
  test('asks for a proof first and does not trouble Keycloak', async () => {
    const answer = await endSession('some-sid');
    expect(answer.status).toBe(401);
    expect(answer.body).toMatchObject(stepUp);
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer error="insufficient_user_authentication"/);
    expect(api.keycloak.calls).toHaveLength(0);
  });

  test('ends it with the grant, and the web session on it at once; the grant serves again', async () => {
    withEndingGrant(caller);
    api.keycloak.on('DELETE /sessions/some-sid', noContent);
    expect((await endSession('some-sid')).status).toBe(204);
    expect((await endSession('some-sid')).status).toBe(204);
    expect(api.keycloak.calls[0]?.headers['x-keyhold-grant']).toBe('grant-1');
    expect(api.ended).toEqual(['some-sid', 'some-sid']);
  });

  test('forgets a grant that the plugin refuses, and asks for a new proof', async () => {
    withEndingGrant(caller);
    api.keycloak.on(
      'DELETE /sessions/some-sid',
      problem(401, 'step-up-required', { operation: 'other.thing', target: 'x' }),
    );
    const answer = await endSession('some-sid');
    expect(answer.body).toMatchObject(stepUp);
    expect(answer.headers.get('www-authenticate')).toContain('insufficient_user_authentication');
    expect(caller.grants.size).toBe(0);
    expect(api.ended).toEqual([]);
  });

  test('an expired grant is no grant', async () => {
    withEndingGrant(caller, 'grant-1', new Date(Date.now() - 1));
    expect((await endSession('some-sid')).status).toBe(401);
    expect(api.keycloak.calls).toHaveLength(0);
  });

  // Threat: an id that climbs out of its path or differs from a missing one in its answer tells or does something.
  test.each([
    ['missing', 'no-such-sid'],
    ['300 characters', 'x'.repeat(300)],
    ['dots', '%2e%2e'],
    ['a slash', 'a%2Fb'],
    ['a query', 'a%3Fb=c'],
    ['a line break', 'a%0d%0ab'],
    ['not UTF-8', '%e0%a4'],
    ['null byte', 'a%00b'],
  ])('an id with %s is answered like a missing one, byte for byte', async (_name, id) => {
    withEndingGrant(caller);
    api.keycloak.on('*', json(404, golden('sessions/not-found'), { 'content-type': 'application/problem+json' }));
    const missing = await endSession('no-such-sid');
    api.keycloak.calls.length = 0;
    const answer = await endSession(id);
    expect([answer.status, answer.text]).toEqual([404, missing.text]);
    expect(api.keycloak.calls.filter(({ call }) => call !== 'DELETE /sessions/no-such-sid')).toEqual([]);
    expect(api.ended).toEqual([]);
  });

  test('refuses the session in use', async () => {
    withEndingGrant(caller);
    api.keycloak.on('DELETE /sessions/current-sid', problem(409, 'current-session'));
    const answer = await endSession('current-sid');
    expect([answer.status, answer.body]).toEqual([
      409,
      expect.objectContaining({ type: 'urn:keyhold:problem:current-session' }),
    ]);
    expect(api.ended).toEqual([]);
  });

  test.each([
    ['{"reason":"x"}', 400],
    ['{', 400],
    [`{"a":"${'x'.repeat(17_000)}"}`, 413],
  ])('a body %.20s is refused', async (body, status) => {
    withEndingGrant(caller);
    const answer = await api.fetch('/sessions/some-sid', {
      method: 'DELETE',
      body,
      headers: { 'content-type': 'application/json' },
    });
    expect(answer.status).toBe(status);
    expect(api.keycloak.calls).toHaveLength(0);
  });
});

// Keycloak calls the logout URLs of applications one after another and goes on after we stopped waiting.
test.each(['DELETE /sessions/some-sid', 'DELETE /sessions'])(
  '%s that takes too long is told as uncertain, never as not done',
  async (call) => {
    const timeout = new DOMException('The operation was aborted due to timeout', 'TimeoutError');
    withEndingGrant(caller);
    const service = sessionsService({
      plugin: { call: () => Promise.reject(new Problem(problems.keycloakUnavailable, { cause: timeout })) },
      webSessions: { endByKeycloakSession: () => Promise.resolve(0), endBySubject: () => Promise.resolve(0) },
      log: { error: () => undefined },
    });
    const ending = call.endsWith('some-sid') ? service.end(caller, 'some-sid') : service.endOthers(caller);
    await expect(ending).rejects.toMatchObject({ kind: { slug: 'ending-unconfirmed', status: 504 } });
  },
);

describe('ending all others', () => {
  test('passes on the batch and ends the other web sessions of the person, never this one', async () => {
    withEndingGrant(caller);
    api.keycloak.on('DELETE /sessions', json(200, golden('sessions/ended')));
    const answer = await api.fetch('/sessions', { method: 'DELETE' });
    expect([answer.status, answer.body]).toEqual([200, { ended: 20, remaining: 3 }]);
    expect(api.ended).toEqual(['user-1 but current-sid']);
  });

  test('ends nothing here when the plugin refused', async () => {
    withEndingGrant(caller);
    api.keycloak.on('DELETE /sessions', problem(403, 'impersonated'));
    expect((await api.fetch('/sessions', { method: 'DELETE' })).status).toBe(403);
    expect(api.ended).toEqual([]);
  });
});

test('golden answers of the plugin fit the schemas that run', () => {
  expect(sessionList.parse(golden('sessions/list'))).toEqual(golden('sessions/list'));
  expect(endedSessions.parse(golden('sessions/ended'))).toEqual(golden('sessions/ended'));
});
