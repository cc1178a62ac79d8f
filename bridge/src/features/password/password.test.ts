import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { endingLimit } from '../../keycloak/ending-call.ts';
import { Problem } from '../../http/problem.ts';
import { problems } from '../../http/problems.ts';
import { startApi, type ApiUnderTest } from '../../testing/api-under-test.ts';
import { assert } from '../../testing/fake-authenticator.ts';
import { fakeCaller, type FakeCaller } from '../../testing/fake-caller.ts';
import { json, problem } from '../../testing/fake-keycloak.ts';
import { golden } from '../../testing/golden.ts';
import { passwordRules, passwordState, pluginPasswordChange } from './password.schema.ts';
import { passwordService } from './password.service.ts';

let api: ApiUnderTest;
let caller: FakeCaller;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(() => {
  api.keycloak.reset();
  api.log.length = 0;
  api.ended.length = 0;
  api.caller = caller = fakeCaller();
});

const form = { currentPassword: 'old canary', newPassword: 'new canary 🏦 ', endOtherSessions: true };
const change = (body: object) =>
  api.fetch('/password', {
    method: 'PUT',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
const grant = {
  grant: 'q2Zb7l0nT4eWfXyK1uJ9dC3oRsV6aHgP8mBiLtQzE5Y',
  operation: 'sessions.end',
  target: '',
  methods: ['password', 'totp'],
};
const inOneMinute = () => new Date(Date.now() + 60_000).toISOString();

test.each([
  ...['set', 'set-in-directory', 'missing', 'elsewhere', 'read-only'].map((name) => [name, passwordState] as const),
  ...['rules', 'no-rules'].map((name) => [name, passwordRules] as const),
  ...['changed', 'changed-some-remain'].map((name) => [name, pluginPasswordChange] as const),
])('golden answer %s fits the schema that runs', (name, schema) => {
  expect(schema.parse(golden(`password/${name}`))).toEqual(golden(`password/${name}`));
});

describe('a change', () => {
  test('hands over what was typed, untouched, and ends the other web sessions at once', async () => {
    api.keycloak.on('PUT /password', json(200, { ended: 3, remaining: 0 }));
    const answer = await change({ ...form, code: '123 456' });
    expect([answer.status, answer.body]).toEqual([200, { ended: 3, remaining: 0 }]);
    expect(api.keycloak.calls[0]?.body).toEqual({ ...form, code: '123 456' });
    expect(api.ended).toEqual(['user-1 but current-sid']);
    expect(caller.grants.size).toBe(0);
  });

  test("takes a security key in place of the code, and hands it over in the plugin's words", async () => {
    api.keycloak.on('PUT /password', json(200, { ended: 0, remaining: 0 }));
    const response = assert('A'.repeat(43));
    expect((await change({ ...form, assertion: { id: 'challenge-1', response } })).status).toBe(200);
    const { authenticatorData, clientDataJSON, signature, userHandle } = response.response;
    expect(api.keycloak.calls[0]?.body).toEqual({
      ...form,
      assertion: {
        id: 'challenge-1',
        credentialId: response.id,
        authenticatorData,
        clientDataJSON,
        signature,
        userHandle,
      },
    });
    const both = { ...form, code: '123456', assertion: { id: 'challenge-1', response } };
    expect((await change(both)).status).toBe(400);
  });

  test('ends no session that it was not asked to end', async () => {
    api.keycloak.on('PUT /password', json(200, { ended: 0, remaining: 0 }));
    expect((await change({ ...form, endOtherSessions: false })).status).toBe(200);
    expect(api.ended).toEqual([]);
  });

  test('of somebody with many sessions keeps the grant for the rest on the server', async () => {
    api.keycloak.on(
      'PUT /password',
      json(200, { ended: 20, remaining: 5, grant: { ...grant, expiresAt: inOneMinute() } }),
    );
    api.keycloak.on('DELETE /sessions', json(200, { ended: 5, remaining: 0 }));
    const answer = await change(form);
    expect(answer.body).toEqual({ ended: 20, remaining: 5 });
    expect(answer.text).not.toContain(grant.grant);
    expect((await api.fetch('/sessions', { method: 'DELETE' })).body).toEqual({ ended: 5, remaining: 0 });
    expect(api.keycloak.calls[1]?.headers['x-keyhold-grant']).toBe(grant.grant);
  });

  test('has as long as an ending, one after the other for each person', async () => {
    const asked: object[] = [];
    const service = passwordService({
      plugin: {
        call: (_caller, call) => {
          asked.push(call);
          return Promise.reject(new Problem(problems.keycloakUnavailable));
        },
      },
      webSessions: { endByKeycloakSession: () => Promise.resolve(0), endBySubject: () => Promise.resolve(0) },
      log: { error: () => undefined },
    });
    await expect(service.change(caller, form)).rejects.toMatchObject({ kind: { slug: 'keycloak-unavailable' } });
    expect(endingLimit).toBe(15_000);
    expect(asked).toMatchObject([{ timeout: endingLimit, oneByOne: 'password' }]);
  });
});

describe('a refusal', () => {
  test.each([
    ['proof-refused', 403, { field: 'currentPassword', triesLeft: 2 }],
    ['proof-refused', 403, { field: 'code', triesLeft: 0, retryAt: '2026-11-23T09:00:00Z' }],
    ['too-many-attempts', 429, { retryAt: null }],
    ['no-provable-factor', 409, { accountUrl: 'https://id.example.org/realms/demo/account' }],
    ['password-rejected', 422, { broken: [{ id: 'length', text: 'Invalid password: minimum length 12.' }] }],
    ['password-not-here', 409, { state: 'read-only' }],
    ['directory-unavailable', 503, {}],
    ['conflict', 409, {}],
  ])('%s is passed on with what it tells, and ends nothing', async (slug, status, members) => {
    api.keycloak.on('PUT /password', problem(status, slug, members));
    const answer = await change(form);
    expect([answer.status, answer.body]).toEqual([
      status,
      expect.objectContaining({ type: `urn:keyhold:problem:${slug}`, ...members }),
    ]);
    expect([api.ended, caller.grants.size]).toEqual([[], 0]);
  });

  test.each(['rejected', 'not-here', 'directory-unavailable', 'changed-meanwhile'])(
    'golden refusal %s is passed on whole',
    async (name) => {
      const { title: _title, ...refused } = golden(`password/${name}`) as { title: string; status: number };
      api.keycloak.on('PUT /password', json(refused.status, refused, { 'content-type': 'application/problem+json' }));
      const answer = await change(form);
      expect([answer.status, answer.body]).toEqual([refused.status, expect.objectContaining(refused)]);
    },
  );

  // Threat: a password that shows up in a log or an answer. Bound: in no line, whatever happens to the call.
  test('repeats no password, whatever Keycloak answers', async () => {
    let said = '';
    for (const answer of [
      problem(422, 'password-rejected', { echoed: form.newPassword }),
      problem(418, 'new-canary'),
      json(200, { ended: 'canary' }),
      json(200, '<html>canary', { 'content-type': 'text/html' }),
    ]) {
      api.keycloak.on('PUT /password', answer);
      said += (await change(form)).text;
    }
    said += (await change({ ...form, canary: 1, newPassword: 1 })).text.replaceAll('"/canary"', '');
    expect(said + api.log.join('').replaceAll('urn:keyhold:problem:new-canary', '')).not.toContain('canary');
  });
});

describe('what is no change does not reach Keycloak', () => {
  test.each([
    ['no current password', { ...form, currentPassword: '' }],
    ['no new password', { ...form, newPassword: '' }],
    ['more than 1,024 characters', { ...form, newPassword: 'x'.repeat(1025) }],
    ['no word about other sessions', { currentPassword: 'a', newPassword: 'b' }],
    ['an unknown field', { ...form, user: 'bob' }],
    ['a recovery code', { ...form, recoveryCode: 'x' }],
  ])('%s', async (_name, body) => {
    expect((await change(body)).status).toBe(400);
    expect(api.keycloak.calls).toEqual([]);
  });

  test('128 characters of any script fit', async () => {
    api.keycloak.on('PUT /password', json(200, { ended: 0, remaining: 0 }));
    const newPassword = '密🏦é '.repeat(32);
    expect((await change({ ...form, newPassword })).status).toBe(200);
    expect(api.keycloak.calls[0]?.body).toMatchObject({ newPassword });
  });
});

test('the rules are those of the realm, in its words', async () => {
  const rules = {
    items: [
      { id: 'length', value: '12', check: 'live', text: 'Invalid password: minimum length 12.' },
      { id: 'regexPattern', value: null, check: 'on-save', text: 'Invalid password: fails to match regex pattern(s).' },
    ],
  };
  api.keycloak.on('GET /password/rules', json(200, rules));
  expect((await api.fetch('/password/rules')).body).toEqual(rules);
});
