import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startApi, type ApiUnderTest } from '../../testing/api-under-test.ts';
import { fakeCaller, withGrantFor, type FakeCaller } from '../../testing/fake-caller.ts';
import { json, problem } from '../../testing/fake-keycloak.ts';
import { golden } from '../../testing/golden.ts';
import { pinRules, pinState } from './pin.schema.ts';

let api: ApiUnderTest;
let caller: FakeCaller;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(() => {
  api.keycloak.reset();
  api.log.length = 0;
  api.caller = caller = withGrantFor(fakeCaller(), 'pin.set');
});

const send = (method: string, path: string, body: unknown) =>
  api.fetch(path, { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
const set = (body: unknown) => send('PUT', '/pin', body);
const change = (body: unknown) => send('POST', '/pin/changes', body);
const refusal = (name: string) => {
  const { title: _title, ...refused } = golden(`pin/${name}`) as { title: string; status: number; type: string };
  return { refused, answer: json(refused.status, refused, { 'content-type': 'application/problem+json' }) };
};
const section = golden('pin/section');
const form = { currentPin: '083927', pin: '739285' };

test.each([
  ...['section', 'section-none', 'section-paused', 'section-disabled', 'section-off'].map(
    (name) => [name, pinState] as const,
  ),
  ['rules', pinRules] as const,
])('golden answer %s fits the schema that runs', (name, schema) => {
  expect(schema.parse(golden(`pin/${name}`))).toEqual(golden(`pin/${name}`));
});

test("the rules are those of the realm and of this person's birthday", async () => {
  api.keycloak.on('GET /pin/rules', json(200, golden('pin/rules')));
  expect((await api.fetch('/pin/rules')).body).toEqual(golden('pin/rules'));
  const { refused, answer } = refusal('problem-off');
  api.keycloak.on('GET /pin/rules', answer);
  expect(await api.fetch('/pin/rules')).toMatchObject({ status: 409, body: refused });
});

describe('setting it', () => {
  test('needs a proof, and uses it up', async () => {
    api.keycloak.on('PUT /pin', json(200, section));
    expect((await set({ pin: '008391' })).body).toEqual(section);
    expect(api.keycloak.calls).toMatchObject([{ body: { pin: '008391' }, headers: { 'x-keyhold-grant': 'grant-1' } }]);
    expect(caller.grants.size).toBe(0);
    const again = await set({ pin: '008391' });
    expect([again.status, again.body]).toEqual([401, expect.objectContaining({ operation: 'pin.set', target: '' })]);
    expect(api.keycloak.calls).toHaveLength(1);
  });

  test('is done once by a rescue, which stays for what else it covers', async () => {
    api.caller = caller = withGrantFor(fakeCaller(), 'rescue', '', 'rescue-1', ['totp.enrol', 'pin.set']);
    api.keycloak.on('PUT /pin', json(200, section));
    expect((await set({ pin: '839274' })).status).toBe(200);
    expect(api.keycloak.calls[0]?.headers['x-keyhold-grant']).toBe('rescue-1');
    expect(caller.findGrant('rescue', '')?.covers).toEqual(['totp.enrol']);
    expect((await set({ pin: '839274' })).status).toBe(401);
  });

  test('to one that breaks rules is refused with all of them, and the proof is good for another', async () => {
    const { refused, answer } = refusal('pin-rejected');
    api.keycloak.on('PUT /pin', answer);
    expect(await set({ pin: '123321' })).toMatchObject({ status: 422, body: refused });
    api.keycloak.on('PUT /pin', json(200, section));
    expect((await set({ pin: '839274' })).status).toBe(200);
  });
});

describe('changing it', () => {
  test('asks for the old one and no other proof', async () => {
    api.keycloak.on('POST /pin/changes', json(200, section));
    expect((await change(form)).body).toEqual(section);
    expect(api.keycloak.calls[0]?.body).toEqual(form);
    expect(api.keycloak.calls[0]?.headers).not.toHaveProperty('x-keyhold-grant');
    expect(caller.grants.size).toBe(1);
  });

  test.each([
    'proof-refused',
    'proof-refused-disabled',
    'pin-rejected',
    'pin-disabled',
    'pin-unavailable',
    'problem-off',
    'problem-read-only',
    'conflict',
  ])('golden refusal %s is passed on whole', async (name) => {
    const { refused, answer } = refusal(name);
    api.keycloak.on('POST /pin/changes', answer);
    expect(await change(form)).toMatchObject({ status: refused.status, body: refused });
  });

  test('while it is paused tells until when', async () => {
    const retryAt = '2026-11-23T09:01:00Z';
    api.keycloak.on('POST /pin/changes', problem(429, 'too-many-attempts', { retryAt }));
    expect(await change(form)).toMatchObject({ status: 429, body: { retryAt } });
  });
});

// Threat: a PIN that was made good on its way is another PIN, or two. Bound: Keycloak gets what was typed, and says what is wrong.
test.each(['', '00000', '8392 74', ' 839274', '839274\n', '８３９２７４', '٨٣٩٢٧٤', '８'.repeat(64)])(
  '%j reaches Keycloak as typed',
  async (pin) => {
    const { answer } = refusal('pin-rejected');
    api.keycloak.on('*', answer);
    expect((await set({ pin })).status).toBe(422);
    expect((await change({ currentPin: pin, pin })).status).toBe(422);
    expect(api.keycloak.calls.map(({ body }) => body)).toEqual([{ pin }, { currentPin: pin, pin }]);
  },
);

test.each([
  ['nothing', {}],
  ['a number', { pin: 839274 }],
  ['no text', { pin: null }],
  ['more than 64 characters', { pin: '8'.repeat(65) }],
  ['another field', { ...form, user: 'bob' }],
])('%s does not reach Keycloak', async (_name, body) => {
  expect((await set(body)).status).toBe(400);
  expect((await change('pin' in body ? { currentPin: '083927', ...body } : body)).status).toBe(400);
  expect(api.keycloak.calls).toEqual([]);
});

// Threat: a PIN that shows up in a log or an answer. Bound: in no line, whatever happens to the call.
test('repeats no PIN, whatever Keycloak answers', async () => {
  const canaries = { currentPin: '083927555', pin: '739285555' };
  let said = '';
  for (const answer of [
    problem(422, 'pin-rejected', { broken: ['run'], echoed: canaries.pin }),
    json(200, { ...(section as object), setAt: canaries.pin }),
    json(200, `<html>${canaries.currentPin}`, { 'content-type': 'text/html' }),
  ]) {
    api.keycloak.on('*', answer);
    said += (await change(canaries)).text + (await set({ pin: canaries.pin })).text;
    withGrantFor(caller, 'pin.set');
  }
  said += (await change({ ...canaries, pin: Number(canaries.pin) })).text;
  for (const pin of Object.values(canaries)) expect(said + api.log.join('')).not.toContain(pin);
});
