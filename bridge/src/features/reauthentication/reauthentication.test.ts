import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { endingLimit } from '../../keycloak/ending-call.ts';
import type { PluginApi } from '../../keycloak/plugin-api.ts';
import { problemCatalogue } from '../../problem-catalogue.ts';
import { startApi, type ApiUnderTest } from '../../testing/api-under-test.ts';
import { assert, pageOrigin } from '../../testing/fake-authenticator.ts';
import { fakeCaller, withGrantFor, type FakeCaller } from '../../testing/fake-caller.ts';
import { json, noContent, problem } from '../../testing/fake-keycloak.ts';
import { golden } from '../../testing/golden.ts';
import { operationNames } from './operations.ts';
import { method, pluginGrant } from './reauthentication.schema.ts';
import { reauthenticationService } from './reauthentication.service.ts';

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

const password = 'correct horse battery';
const proof = { operation: 'sessions.end', target: '', password };
const prove = (body: unknown, contentType = 'application/json') =>
  api.fetch('/reauthentication', {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': contentType },
  });
const inOneMinute = () => new Date(Date.now() + 60_000).toISOString();

describe('a proof', () => {
  test('keeps the grant on the server and tells the browser everything else', async () => {
    const granted = { ...(golden('reauthentication/grant') as { grant: string }), expiresAt: inOneMinute() };
    api.keycloak.on('POST /reauthentication', json(200, granted));
    const answer = await prove(proof);
    const { grant, ...rest } = granted;
    expect([answer.status, answer.body]).toEqual([200, rest]);
    expect(answer.text).not.toContain(grant);
    expect(caller.findGrant('sessions.end', '')).toMatchObject({ grant });
    expect(api.keycloak.calls[0]?.body).toEqual(proof);
  });

  test('lets the refused call through when it is replayed', async () => {
    api.keycloak.on(
      'POST /reauthentication',
      json(200, { ...(golden('reauthentication/grant') as object), expiresAt: inOneMinute() }),
    );
    api.keycloak.on('DELETE /sessions/other-sid', noContent);
    expect((await api.fetch('/sessions/other-sid', { method: 'DELETE' })).status).toBe(401);
    expect((await prove(proof)).status).toBe(200);
    expect((await api.fetch('/sessions/other-sid', { method: 'DELETE' })).status).toBe(204);
  });

  test('for another operation than the asked one is not kept', async () => {
    api.keycloak.on(
      'POST /reauthentication',
      json(200, { ...(golden('reauthentication/grant') as object), target: 'x' }),
    );
    expect((await prove(proof)).status).toBe(500);
    expect(caller.grants.size).toBe(0);
  });

  // Threat: a password that shows up in a log or an answer. Bound: in no line, whatever happens to the call.
  test.each([
    ['refused', problem(403, 'proof-refused', { field: 'password', triesLeft: 2, echoed: password })],
    ['answered by HTML', json(200, `<html>${password}`, { 'content-type': 'text/html' })],
    ['answered by another shape', json(200, { grant: password })],
    ['answered by an unknown problem', problem(400, password.replaceAll(' ', '-'))],
  ])('is nowhere repeated when it is %s', async (_name, answer) => {
    api.keycloak.on('POST /reauthentication', answer);
    const { text } = await prove(proof);
    expect(text + api.log.join('')).not.toContain('horse');
    expect(text + api.log.join('')).not.toContain('token');
  });
});

describe('a second factor beside the password', () => {
  test('goes to Keycloak as it was typed', async () => {
    const granted = { ...(golden('reauthentication/grant') as object), expiresAt: inOneMinute() };
    api.keycloak.on('POST /reauthentication', json(200, granted));
    const withCode = { ...proof, code: '123 456' };
    expect((await prove(withCode)).status).toBe(200);
    expect(api.keycloak.calls[0]?.body).toEqual(withCode);
    expect(api.ended).toEqual([]);
  });

  test('that is wrong is told at its field', async () => {
    const refused = golden('reauthentication/proof-refused-code') as object;
    api.keycloak.on('POST /reauthentication', json(403, refused, { 'content-type': 'application/problem+json' }));
    expect((await prove({ ...proof, code: '123456' })).body).toMatchObject({ field: 'code', triesLeft: 4 });
  });
});

describe('a key', () => {
  const challenge = golden('reauthentication/challenge') as {
    id: string;
    publicKey: { challenge: string; rpId: string };
  };
  const ask = (body: object) =>
    api.fetch('/reauthentication/challenges', {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
  const given = { id: challenge.id, response: assert(challenge.publicKey.challenge) };
  const { password: _password, ...withoutPassword } = proof;

  test.each([...operationNames, 'password.change'])('is asked for %s what Keycloak says', async (operation) => {
    api.keycloak.on('POST /reauthentication/challenges', json(201, challenge));
    const start = { operation, target: 'x', kind: 'passkey' };
    const { publicKey, ...rest } = challenge;
    const answer = await ask(start);
    expect([answer.status, answer.body]).toEqual([200, { ...rest, options: publicKey }]);
    expect(api.keycloak.calls[0]?.body).toEqual(start);
  });

  test('is not asked on a page that it does not answer', async () => {
    const elsewhere = { ...challenge, publicKey: { ...challenge.publicKey, rpId: 'id.example.org' } };
    api.keycloak.on('POST /reauthentication/challenges', json(201, elsewhere));
    const answer = await ask({ operation: 'sessions.end', target: '', kind: 'passkey' });
    expect([answer.status, answer.body]).toEqual([
      409,
      expect.objectContaining({ type: 'urn:keyhold:problem:relying-party-elsewhere' }),
    ]);
  });

  test.each([
    ['an unknown operation', { operation: 'rescue', target: '', kind: 'passkey' }],
    ['an unknown kind', { operation: 'sessions.end', target: '', kind: 'webauthn' }],
    ['no target', { operation: 'sessions.end', kind: 'passkey' }],
    ['a credential', { operation: 'sessions.end', target: '', kind: 'passkey', credential: 'x' }],
  ])('%s is not asked for', async (_name, body) => {
    expect((await ask(body)).status).toBe(400);
    expect(api.keycloak.calls).toHaveLength(0);
  });

  test.each([
    ['a passkey alone', withoutPassword],
    ['a security key beside the password', proof],
  ])("%s goes to Keycloak in the plugin's words", async (_name, rest) => {
    const granted = { ...(golden('reauthentication/grant') as object), expiresAt: inOneMinute() };
    api.keycloak.on('POST /reauthentication', json(200, granted));
    expect((await prove({ ...rest, assertion: given })).status).toBe(200);
    const { authenticatorData, clientDataJSON, signature, userHandle } = given.response.response;
    expect(api.keycloak.calls[0]?.body).toEqual({
      ...rest,
      assertion: {
        id: challenge.id,
        credentialId: given.response.id,
        authenticatorData,
        clientDataJSON,
        signature,
        userHandle,
      },
    });
    expect(caller.findGrant('sessions.end', '')).toBeDefined();
  });

  test('that tells no user handle has none', async () => {
    api.keycloak.on('POST /reauthentication', problem(403, 'proof-refused'));
    const { userHandle: _handle, ...response } = given.response.response;
    for (const told of [response, { ...response, userHandle: null }, { ...response, userHandle: '' }]) {
      await prove({ ...proof, assertion: { ...given, response: { ...given.response, response: told } } });
      expect(api.keycloak.calls.pop()?.body).toMatchObject({ assertion: { userHandle: null } });
    }
  });

  test('that is refused is told at its field', async () => {
    const refused = golden('reauthentication/proof-refused-assertion') as object;
    api.keycloak.on('POST /reauthentication', json(403, refused, { 'content-type': 'application/problem+json' }));
    expect((await prove({ ...withoutPassword, assertion: given })).body).toMatchObject({ field: 'assertion' });
    expect(caller.grants.size).toBe(0);
  });

  test('that can prove it is a way that the schema knows', () => {
    const { methods } = golden('reauthentication/step-up-required-alternatives') as { methods: object[] };
    expect(methods.map((way) => method.parse(way))).toEqual(methods);
  });

  test('that only the overview can offer is no way in a refusal by Keycloak', async () => {
    const methods = [{ kind: 'password', and: 'totp' }];
    const refuse = async (ways: object[]) => {
      withGrantFor(caller, 'totp.remove', 'app-1');
      api.keycloak.on('DELETE /totp/app-1', problem(401, 'step-up-required', { methods: ways, rescue: true }));
      return (await api.fetch('/totp/app-1', { method: 'DELETE' })).body;
    };
    expect(await refuse(methods)).toMatchObject({ methods, rescue: true });
    for (const way of [
      { kind: 'passkey', and: null },
      { kind: 'password', and: 'security-key' },
    ]) {
      const told = await refuse([way, ...methods]);
      expect(told).toMatchObject({ operation: 'totp.remove', target: 'app-1' });
      expect(told).not.toHaveProperty('methods');
      expect(told).not.toHaveProperty('rescue');
    }
  });

  test.each([
    ['neither password nor key', withoutPassword],
    ['a key and a code', { ...proof, code: '123456', assertion: given }],
    ['a key and a recovery code', { ...proof, recoveryCode: 'x', assertion: given }],
    ['a key without a challenge', { ...proof, assertion: { response: given.response } }],
    ['a credential of another type', { ...proof, assertion: { ...given, response: { ...given.response, type: 'x' } } }],
    ['an unknown field beside it', { ...proof, assertion: { ...given, grant: 'x' } }],
  ])('%s is no proof', async (_name, body) => {
    expect((await prove(body)).status).toBe(400);
    expect(api.keycloak.calls).toHaveLength(0);
  });
});

describe('a rescue', () => {
  const rescued = { operation: 'totp.remove', target: 'app-1', password, recoveryCode: '7km2xq-hd4wzs-p9fa3v' };
  const grant = golden('reauthentication/rescue') as { grant: string; covers: string[] };
  const rescue = () => {
    api.keycloak.on('POST /reauthentication', json(200, { ...grant, expiresAt: inOneMinute() }));
    return prove(rescued);
  };
  const remove = (id: string) => api.fetch(`/totp/${id}`, { method: 'DELETE' });

  test('stays on the server, and ends the other web sessions here', async () => {
    const answer = await rescue();
    expect([answer.status, answer.body]).toMatchObject([
      200,
      { operation: 'rescue', target: '', methods: ['password', 'recovery-code'] },
    ]);
    expect(answer.text).not.toContain(grant.grant);
    expect(api.ended).toEqual(['user-1 but current-sid']);
  });

  // Threat: the code is spent, the sessions end slowly, and nobody waits for the rescue that it bought.
  test('is waited for as long as ending sessions may take', async () => {
    const calls: { timeout?: number; oneByOne?: string }[] = [];
    const plugin: PluginApi = {
      call: (_caller, call) => {
        calls.push(call);
        return Promise.resolve({ ...grant, expiresAt: inOneMinute() } as never);
      },
    };
    const webSessions = { endByKeycloakSession: () => Promise.resolve(0), endBySubject: () => Promise.resolve(0) };
    const service = reauthenticationService({
      plugin,
      webSessions,
      log: { error: () => undefined },
      origin: pageOrigin,
    });
    await service.prove(fakeCaller(), { ...rescued, operation: 'totp.remove' });
    expect(calls).toMatchObject([{ timeout: endingLimit, oneByOne: 'ending' }]);
  });

  test('is good for each operation that it covers, once, whatever the target', async () => {
    await rescue();
    api.keycloak.on('DELETE /totp/app-1', noContent);
    api.keycloak.on('POST /recovery-codes', json(201, golden('recovery-codes/generated')));
    expect((await remove('app-1')).status).toBe(204);
    expect((await remove('app-2')).status).toBe(401);
    expect((await api.fetch('/recovery-codes', { method: 'POST' })).status).toBe(200);
    expect((await api.fetch('/recovery-codes', { method: 'POST' })).status).toBe(401);
    const sent = api.keycloak.calls.slice(1);
    expect(sent.map(({ headers }) => headers['x-keyhold-grant'])).toEqual([grant.grant, grant.grant]);
    expect(caller.findGrant('rescue', '')?.covers).toEqual([
      'totp.enrol',
      'passkeys.remove',
      'passkeys.enrol',
      'pin.set',
    ]);
  });

  test('ends no sessions: that is not what it covers', async () => {
    await rescue();
    expect((await api.fetch('/sessions', { method: 'DELETE' })).status).toBe(401);
    expect(api.keycloak.calls).toHaveLength(1);
  });

  test('that had no time to end all other sessions says so, and ends the rest, batch by batch', async () => {
    const covers = [...grant.covers, 'sessions.end'];
    api.keycloak.on('POST /reauthentication', json(200, { ...grant, covers, expiresAt: inOneMinute() }));
    expect((await prove(rescued)).body).toMatchObject({ sessionsLeft: true });
    api.keycloak.on('DELETE /sessions', json(200, { ended: 20, remaining: 5 }));
    expect((await api.fetch('/sessions', { method: 'DELETE' })).body).toEqual({ ended: 20, remaining: 5 });
    expect((await api.fetch('/sessions', { method: 'DELETE' })).status).toBe(200);
    expect(caller.findGrant('rescue', '')?.covers).toEqual(covers);
  });

  test('that the plugin refuses for one thing is not tried for it again, and stays for the others', async () => {
    await rescue();
    api.keycloak.on('DELETE /totp/app-1', problem(401, 'step-up-required', { operation: 'totp.remove' }));
    expect((await remove('app-1')).status).toBe(401);
    expect((await remove('app-1')).status).toBe(401);
    expect(api.keycloak.calls).toHaveLength(2);
    const others = ['totp.enrol', 'passkeys.remove', 'passkeys.enrol', 'recovery-codes.generate', 'pin.set'];
    expect(caller.findGrant('rescue', '')?.covers).toEqual(others);
  });

  test('waits while there is a proof for just this', async () => {
    await rescue();
    withGrantFor(caller, 'totp.remove', 'app-1', 'own-grant');
    api.keycloak.on('DELETE /totp/app-1', noContent);
    await remove('app-1');
    expect(api.keycloak.calls[1]?.headers['x-keyhold-grant']).toBe('own-grant');
    expect(caller.findGrant('rescue', '')?.covers).toEqual(grant.covers);
  });

  test('that nobody asked for is not kept', async () => {
    api.keycloak.on('POST /reauthentication', json(200, { ...grant, expiresAt: inOneMinute() }));
    expect((await prove(proof)).status).toBe(500);
    expect([caller.grants.size, api.ended]).toEqual([0, []]);
  });

  test('repeats the recovery code nowhere', async () => {
    let said = '';
    for (const answer of [
      problem(403, 'proof-refused', { field: 'recoveryCode', triesLeft: 2, echoed: rescued.recoveryCode }),
      json(200, { grant: rescued.recoveryCode }),
      json(200, `<html>${rescued.recoveryCode}`, { 'content-type': 'text/html' }),
    ]) {
      api.keycloak.on('POST /reauthentication', answer);
      said += (await prove(rescued)).text;
    }
    expect(said + api.log.join('')).not.toContain('7km2xq');
  });
});

describe('what the plugin refuses is passed on by its slug', () => {
  test.each([
    ['proof-refused', 403],
    ['proof-refused-last', 403],
    ['too-many-attempts', 429],
    ['check-running', 429],
    ['no-provable-factor', 409],
  ])('%s', async (name, status) => {
    const refused = golden(`reauthentication/${name}`) as Record<string, unknown>;
    api.keycloak.on(
      'POST /reauthentication',
      json(status, refused, { 'content-type': 'application/problem+json', 'retry-after': '7' }),
    );
    const answer = await prove(proof);
    const { title: _title, ...members } = refused;
    expect([answer.status, answer.body]).toEqual([status, expect.objectContaining(members)]);
    expect(answer.headers.get('retry-after')).toBe('7');
    expect(caller.grants.size).toBe(0);
  });
});

describe('what is no proof does not reach Keycloak', () => {
  test.each([
    ['no body', '', 400, 'application/json'],
    ['another content type', JSON.stringify(proof), 415, 'text/plain'],
    ['a form', 'operation=sessions.end&password=x', 415, 'application/x-www-form-urlencoded'],
    ['broken JSON', '{"password":"correct horse', 400, 'application/json'],
    ['a list', '[]', 400, 'application/json'],
    ['an unknown field', { ...proof, user: 'bob' }, 400, 'application/json'],
    ['an unknown operation', { ...proof, operation: 'password.change' }, 400, 'application/json'],
    ['no password', { ...proof, password: '' }, 400, 'application/json'],
    ['a number for a password', { ...proof, password: 1 }, 400, 'application/json'],
    ['a code and a recovery code', { ...proof, code: '123456', recoveryCode: 'x' }, 400, 'application/json'],
    ['a very long code', { ...proof, code: '1'.repeat(65) }, 400, 'application/json'],
    ['the name of a rescue', { ...proof, operation: 'rescue' }, 400, 'application/json'],
    ['more than 16 kB', { ...proof, password: 'x'.repeat(17_000) }, 413, 'application/json'],
  ])('%s', async (_name, body, status, contentType) => {
    const answer = await prove(body, contentType);
    expect(answer.status).toBe(status);
    expect(answer.text).not.toContain('horse');
    expect(api.keycloak.calls).toHaveLength(0);
  });

  test('the place of the fault is named', async () => {
    expect((await prove({ ...proof, user: 'bob', password: '' })).body).toMatchObject({
      errors: [{ pointer: '/password' }, { pointer: '/user' }],
    });
  });
});

test('golden answers of the plugin fit the schemas that run', () => {
  for (const name of ['grant', 'grant-by-passkey', 'rescue'].map((file) => `reauthentication/${file}`)) {
    expect(pluginGrant.parse(golden(name))).toEqual(golden(name));
  }
  const slugs = problemCatalogue.map(({ slug }) => `urn:keyhold:problem:${slug}`);
  for (const name of [
    'step-up-required',
    'too-many-attempts',
    'no-provable-factor',
    'check-running',
    'proof-refused',
  ]) {
    expect(slugs).toContain((golden(`reauthentication/${name}`) as { type: string }).type);
  }
});
