import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { pluginChallenge } from '../../factors/assertion.schema.ts';
import { startApi, type ApiUnderTest } from '../../testing/api-under-test.ts';
import { assert, register } from '../../testing/fake-authenticator.ts';
import { fakeCaller, withGrantFor, type FakeCaller } from '../../testing/fake-caller.ts';
import { html, json, noContent, problem } from '../../testing/fake-keycloak.ts';
import { golden } from '../../testing/golden.ts';
import { passkeysProblems } from './passkeys.problems.ts';
import { enrolled, passkeyItem, pluginEnrolment, pluginPasskeysState, pluginRedirect } from './passkeys.schema.ts';

let api: ApiUnderTest;
let caller: FakeCaller;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(() => {
  api.keycloak.reset();
  api.log.length = 0;
  api.caller = caller = withGrantFor(fakeCaller(), 'passkeys.enrol', 'passkey');
  answerStart();
});

const started = golden('passkeys/started') as { id: string; policy: object; user: { id: string } };
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const answerStart = (policy: object = {}) => {
  const answer = { ...started, expiresAt: inMinutes(10), policy: { ...started.policy, ...policy } };
  api.keycloak.on('POST /passkeys/enrolments', json(201, answer));
};
const send = (method: string, path: string, body?: object) =>
  api.fetch(path, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
interface Started {
  id: string;
  expiresAt: string;
  options: { challenge: string; user: { id: string } } & Record<string, unknown>;
}
const start = async (kind = 'passkey') => {
  const answer = await send('POST', '/passkeys/enrolments', { kind });
  expect(answer.status).toBe(200);
  return answer.body as Started;
};
const put = `PUT /passkeys/enrolments/${started.id}`;
const confirm = (body: object, id = started.id) => send('POST', `/passkeys/enrolments/${id}/confirmation`, body);
const stored = json(200, golden('passkeys/confirmed'));
const writes = () => api.keycloak.calls.filter(({ call }) => call.startsWith('PUT'));
const refusal = (name: string, status: number) =>
  json(status, golden(`passkeys/${name}`), { 'content-type': 'application/problem+json' });
const slug = (name: string, members: object = {}) =>
  expect.objectContaining({ type: `urn:keyhold:problem:${name}`, ...members });

describe('golden answers of the plugin fit the schemas that run', () => {
  test.each([
    ['section', pluginPasskeysState] as const,
    ['section-off', pluginPasskeysState] as const,
    ['started', pluginEnrolment] as const,
    ['started-security-key', pluginEnrolment] as const,
    ['item', passkeyItem] as const,
    ['confirmed', enrolled] as const,
    ['confirmed-with-codes', enrolled] as const,
    ['redirect', pluginRedirect] as const,
    ['test-started', pluginChallenge] as const,
  ])('%s', (name, schema) => {
    expect(schema.parse(golden(`passkeys/${name}`))).toEqual(golden(`passkeys/${name}`));
  });

  test.each(Object.values(passkeysProblems).map((kind) => [kind.slug, kind] as const))('%s', (name, kind) => {
    const {
      type,
      status,
      title: _title,
      detail: _detail,
      ...members
    } = golden(`passkeys/${name}`) as Record<string, unknown>;
    expect([type, status]).toEqual([`urn:keyhold:problem:${kind.slug}`, kind.status]);
    expect(Object.keys(members)).toEqual(Object.keys('members' in kind ? kind.members : {}));
  });
});

describe('starting', () => {
  test('asks for a proof of this kind, and for none that was given for the other', async () => {
    const answer = await send('POST', '/passkeys/enrolments', { kind: 'security-key' });
    expect([answer.status, answer.body]).toEqual([
      401,
      slug('step-up-required', { operation: 'passkeys.enrol', target: 'security-key' }),
    ]);
    expect(api.keycloak.calls).toHaveLength(0);
  });

  test("gives the person's id as the user handle", () => {
    expect(Buffer.from(started.user.id, 'base64url').toString()).toBe('4b1c0e52-6a0f-4f6e-9d0b-0d0f2f9f7a11');
  });

  test("tells the realm's policy in the browser's words, and uses up the grant", async () => {
    const { options } = await start();
    expect(options).toEqual({
      rp: { id: 'example.org', name: 'Example Bank' },
      user: { id: started.user.id, name: 'alice', displayName: 'alice' },
      challenge: expect.stringMatching(/^[\w-]{43}$/),
      pubKeyCredParams: [-7, -257].map((alg) => ({ type: 'public-key', alg })),
      timeout: 300_000,
      excludeCredentials: [{ type: 'public-key', id: 'XC0tO75sffduQQ', transports: ['hybrid', 'internal'] }],
      authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
      attestation: 'none',
      extensions: { credProps: true },
    });
    expect(api.keycloak.calls).toMatchObject([
      { body: { kind: 'passkey' }, headers: { 'x-keyhold-grant': 'grant-1' } },
    ]);
    expect(caller.grants.size).toBe(0);
  });

  test('leaves unsaid what the policy leaves open, and keeps its time-out', async () => {
    const open = { residentKey: null, userVerification: null, attachment: 'cross-platform' };
    answerStart({ ...open, attestation: 'indirect', timeoutSeconds: 42 });
    const { options } = await start();
    expect(options['authenticatorSelection']).toEqual({ authenticatorAttachment: 'cross-platform' });
    expect([options['attestation'], options['timeout']]).toEqual(['indirect', 42_000]);
  });

  test('keeps challenge and policy on the server for 5 minutes, and tells Keycloak nothing of them', async () => {
    const { id, expiresAt, options } = await start();
    expect(caller.enrolments.get(id)).toMatchObject({
      room: 'passkeys',
      kind: 'passkey',
      challenge: options.challenge,
      policy: started.policy,
      grant: 'grant-1',
      expiresAt,
    });
    const seconds = (Date.parse(expiresAt) - Date.now()) / 1000;
    expect(seconds).toBeGreaterThan(290);
    expect(seconds).toBeLessThanOrEqual(300);
    expect(JSON.stringify(api.keycloak.calls)).not.toContain(options.challenge);
  });

  // Threat: a check of presence that whoever confirms could switch off. Bound: it is decided with the options, and kept here.
  test.each<[string, string, object, string]>([
    ['a policy that wants no attestation', 'passkey', {}, 'conditional'],
    ['one that wants attestation', 'passkey', { attestation: 'direct' }, 'optional'],
    ['one with a list of models', 'passkey', { aaguids: ['ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4'] }, 'optional'],
    ['one for keys to carry about', 'passkey', { attachment: 'cross-platform' }, 'optional'],
    ['a security key', 'security-key', {}, 'optional'],
  ])('lets a browser make a key without a prompt by %s: %s %o: %s', async (_which, kind, policy, mediation) => {
    if (kind !== 'passkey') withGrantFor(caller, 'passkeys.enrol', kind);
    answerStart(policy);
    const { body } = await send('POST', '/passkeys/enrolments', { kind, mediation: 'conditional' });
    expect(body).toMatchObject({ mediation });
    api.keycloak.on(put, stored);
    const unseen = { userPresent: false, userVerified: false };
    const { challenge } = (body as Started).options;
    const answer = await confirm({ response: register({ challenge, ...unseen }), label: null });
    expect(answer.status).toBe(mediation === 'conditional' ? 200 : 422);
    const told = mediation === 'conditional' ? [{ body: { mediation } }] : [];
    expect(writes()).toMatchObject(told);
  });

  test('never gives the same challenge twice', async () => {
    const first = await start();
    withGrantFor(caller, 'passkeys.enrol', 'passkey');
    expect((await start()).options.challenge).not.toBe(first.options.challenge);
  });

  test.each(['id.example.org', 'xample.org', 'account.example.org.evil.test', 'localhost', '203.0.113.1'])(
    'a realm whose relying party is %s says so',
    async (rpId) => {
      answerStart({ rpId });
      const answer = await send('POST', '/passkeys/enrolments', { kind: 'passkey' });
      expect([answer.status, answer.body]).toEqual([409, slug('relying-party-elsewhere')]);
      expect(caller.enrolments.size).toBe(0);
    },
  );

  test('may use a rescue, once', async () => {
    api.caller = caller = withGrantFor(fakeCaller(), 'rescue', '', 'rescue-1', ['totp.enrol', 'passkeys.enrol']);
    await start();
    expect(api.keycloak.calls[0]?.headers['x-keyhold-grant']).toBe('rescue-1');
    expect((await send('POST', '/passkeys/enrolments', { kind: 'passkey' })).status).toBe(401);
    expect(caller.findGrant('rescue', '')?.covers).toEqual(['totp.enrol']);
  });

  test('one too many says how many there may be, and the grant stays', async () => {
    api.keycloak.on('POST /passkeys/enrolments', refusal('passkeys-full', 409));
    const answer = await send('POST', '/passkeys/enrolments', { kind: 'passkey' });
    expect([answer.status, answer.body]).toEqual([409, slug('passkeys-full', { max: 10 })]);
    expect(caller.grants.size).toBe(1);
  });

  test.each([[{}], [{ kind: 'webauthn' }], [{ kind: 'passkey', challenge: 'AAAA' }]])(
    '%j is no start',
    async (body) => {
      expect((await send('POST', '/passkeys/enrolments', body)).status).toBe(400);
      expect(api.keycloak.calls).toHaveLength(0);
    },
  );
});

describe('confirming', () => {
  test('hands the registration to Keycloak with the grant of the start, and passes on what it answers', async () => {
    const { id, options } = await start();
    api.keycloak.on(put, json(200, golden('passkeys/confirmed-with-codes')));
    const response = register({ challenge: options.challenge, transports: ['internal', 'hybrid'] });
    const answer = await confirm({ response, label: 'My laptop' }, id);
    expect([answer.status, answer.body]).toEqual([200, golden('passkeys/confirmed-with-codes')]);
    const { attestationObject, clientDataJSON, transports } = response.response;
    expect(writes()).toMatchObject([
      {
        body: { kind: 'passkey', attestationObject, clientDataJSON, transports, label: 'My laptop' },
        headers: { 'x-keyhold-grant': 'grant-1' },
      },
    ]);
    expect(caller.enrolments.size).toBe(0);
  });

  // Threat: a challenge that may be tried until something fits. Bound: the first refused answer ends the enrolment.
  test.each([
    ['another challenge', { challenge: 'A'.repeat(43) }, 'challenge'],
    ['another relying party', { rpId: 'evil.example' }, 'relying-party'],
    ['no user verification', { userVerified: false }, 'user-verification'],
  ])('with %s is refused once and for all, and does not reach Keycloak', async (_name, over, reason) => {
    const { options } = await start();
    const refused = await confirm({ response: register({ challenge: options.challenge, ...over }), label: null });
    expect([refused.status, refused.body]).toEqual([422, slug('registration-refused', { reason })]);
    const good = await confirm({ response: register({ challenge: options.challenge }), label: null });
    expect([good.status, good.body]).toEqual([404, slug('enrolment-gone')]);
    expect(writes()).toEqual([]);
  });

  test('judges by the policy of the start', async () => {
    answerStart({ attestation: 'direct', userVerification: 'preferred' });
    const { options } = await start();
    const response = register({ challenge: options.challenge, statement: 'packed', userVerified: false });
    api.keycloak.on(put, stored);
    expect((await confirm({ response, label: null })).status).toBe(200);
  });

  test("another tab's enrolment does not take this one's answer", async () => {
    const first = await start();
    withGrantFor(caller, 'passkeys.enrol', 'passkey', 'grant-2');
    const again = { ...started, id: 'second-tab', expiresAt: inMinutes(10) };
    api.keycloak.on('POST /passkeys/enrolments', json(201, again));
    const second = await start();
    api.keycloak.on('PUT /passkeys/enrolments/second-tab', stored);
    api.keycloak.on(put, stored);
    const mine = { response: register({ challenge: first.options.challenge }), label: null };
    expect((await confirm(mine, second.id)).body).toEqual(slug('registration-refused', { reason: 'challenge' }));
    expect((await confirm(mine, first.id)).status).toBe(200);
    expect(writes()).toMatchObject([{ call: put, headers: { 'x-keyhold-grant': 'grant-1' } }]);
  });

  // Threat: a second confirmation makes the first set of recovery codes anew while the person writes the first down.
  // Bound: one at a time, and none after a good one.
  test('runs once, however many come at the same time', async () => {
    const { options } = await start();
    api.keycloak.on(put, (received, res) => void setTimeout(() => stored(received, res), 50));
    const body = { response: register({ challenge: options.challenge }), label: null };
    const statuses = (await Promise.all(Array.from({ length: 8 }, () => confirm(body)))).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, ...Array.from({ length: 7 }, () => 409)]);
    expect(writes()).toHaveLength(1);
  });

  test('twice, foreign, expired, cancelled, of another room: all the same answer, byte for byte', async () => {
    const { id, options } = await start();
    api.keycloak.on(put, stored);
    const body = { response: register({ challenge: options.challenge }), label: null };
    const kept = caller.findEnrolment('passkeys', id)!;
    expect((await confirm(body)).status).toBe(200);
    const twice = await confirm(body);
    expect([twice.status, twice.body]).toEqual([404, slug('enrolment-gone')]);
    const same = async (answer: Promise<{ status: number; text: string }>) =>
      expect(await answer).toMatchObject({ status: 404, text: twice.text });
    await same(confirm(body, 'never-started'));
    await same(confirm(body, 'a%2Fb'));
    caller.enrolments.set(id, kept);
    api.caller = fakeCaller({ subject: 'user-2' });
    await same(confirm(body));
    api.caller = caller;
    caller.enrolments.set(id, { ...kept, expiresAt: inMinutes(-0.001) });
    await same(confirm(body));
    caller.enrolments.set(id, kept);
    expect((await send('POST', `/totp/enrolments/${id}/confirmation`, { code: '123456', label: null })).status).toBe(
      404,
    );
    expect((await send('DELETE', `/totp/enrolments/${id}`)).status).toBe(204);
    expect(caller.enrolments.size).toBe(1);
    expect((await send('DELETE', `/passkeys/enrolments/${id}`)).status).toBe(204);
    await same(confirm(body));
    for (const refused of [
      problem(404, 'enrolment-gone'),
      problem(401, 'step-up-required', { operation: 'passkeys.enrol' }),
    ]) {
      caller.enrolments.set(id, kept);
      api.keycloak.on(put, refused);
      await same(confirm(body));
      expect(caller.enrolments.size).toBe(0);
    }
  });

  // Keycloak was killed between its commit and its answer, or answers nonsense: nobody knows what happened.
  test.each([
    ['nothing', (_call: unknown, res: { destroy(): unknown }) => void res.destroy()],
    ['HTML', html],
    ['another shape', json(200, { item: null })],
    ['its own fault', problem(500, 'internal')],
    ['that the name is taken', problem(409, 'label-taken')],
    ['that there are too many', problem(409, 'passkeys-full', { max: 10 })],
  ])('Keycloak answers %s: the same confirmation may be sent again', async (_name, answer) => {
    const { options } = await start();
    const response = register({ challenge: options.challenge });
    api.keycloak.on(put, answer);
    expect((await confirm({ response, label: 'A' })).status).not.toBe(200);
    api.keycloak.on(put, stored);
    expect((await confirm({ response, label: 'B' })).status).toBe(200);
    const [first, again] = writes();
    expect(again).toMatchObject({ body: { ...(first?.body as object), label: 'B' } });
    expect(again?.headers['x-keyhold-grant']).toBe(first?.headers['x-keyhold-grant']);
  });

  test.each([
    ['already-registered', 409],
    ['registration-refused', 422],
  ])('what Keycloak refuses by %s ends the enrolment', async (name, status) => {
    const { options } = await start();
    api.keycloak.on(put, refusal(name, status));
    const answer = await confirm({ response: register({ challenge: options.challenge }), label: null });
    expect([answer.status, answer.body]).toEqual([status, slug(name)]);
    expect(caller.enrolments.size).toBe(0);
  });

  const response = register({ challenge: 'A'.repeat(43) });
  const kB64 = 'A'.repeat(64 * 1024);
  test.each([
    ['nothing', { label: null }],
    ['a response without a body', { response: { ...response, response: {} }, label: null }],
    [
      'an attestation of 64 kB',
      { response: { ...response, response: { ...response.response, attestationObject: kB64 } }, label: null },
    ],
    [
      'client data of 64 kB',
      { response: { ...response, response: { ...response.response, clientDataJSON: kB64 } }, label: null },
    ],
    ['an id of 64 kB', { response: { ...response, id: kB64 }, label: null }],
    ['a name of 64 kB', { response, label: kB64 }],
    [
      'eleven transports',
      { response: { ...response, response: { ...response.response, transports: Array(11).fill('usb') } }, label: null },
    ],
    [
      'text that is no base64url',
      { response: { ...response, response: { ...response.response, attestationObject: 'a+b/' } }, label: null },
    ],
    ['another type of credential', { response: { ...response, type: 'password' }, label: null }],
    ['a challenge of the browser', { response, label: null, challenge: 'A'.repeat(43) }],
    ['a line break', { response, label: 'a\nb' }],
  ])('%s is refused before anything happens', async (_name, body) => {
    await start();
    const answer = await confirm(body);
    expect([answer.status, answer.body]).toEqual([400, slug('invalid-request')]);
    expect(writes()).toEqual([]);
    expect(caller.enrolments.size).toBe(1);
  });

  test('more than 96 kB is not read at all, and no other route reads more than 16 kB', async () => {
    await start();
    expect((await confirm({ response, label: 'A'.repeat(100_000) })).status).toBe(413);
    expect((await send('POST', '/passkeys/enrolments', { kind: kB64 })).status).toBe(413);
    expect((await send('POST', '/passkeys/tests/x/confirmation', { response: kB64 })).status).toBe(413);
  });

  // Threat: a challenge in a log. Bound: only the answer to the start has it.
  test('says challenge and grant nowhere', async () => {
    const { options } = await start();
    let said = '';
    for (const answer of [problem(400, options.challenge), json(200, { [options.challenge]: 1 }), stored]) {
      api.keycloak.on(put, answer);
      said += (await confirm({ response: register({ challenge: options.challenge }), label: null })).text;
    }
    said += api.log.join('') + api.keycloak.calls.map(({ call }) => call).join('');
    expect(said).not.toContain(options.challenge);
    expect(said).not.toContain('grant-1');
  });
});

describe("the way through Keycloak's own page", () => {
  test('needs the proof, uses it up, and leads through the sign-in', async () => {
    api.keycloak.on('POST /passkeys/redirects', json(200, golden('passkeys/redirect')));
    expect((await send('POST', '/passkeys/redirects', { kind: 'security-key' })).status).toBe(401);
    const answer = await send('POST', '/passkeys/redirects', { kind: 'passkey' });
    expect([answer.status, answer.body]).toEqual([200, { location: '/auth/actions/webauthn-register-passwordless' }]);
    expect(api.keycloak.calls).toMatchObject([
      { body: { kind: 'passkey' }, headers: { 'x-keyhold-grant': 'grant-1' } },
    ]);
    expect((await send('POST', '/passkeys/redirects', { kind: 'passkey' })).status).toBe(401);
  });

  test('leads to no other action than the two', async () => {
    api.keycloak.on('POST /passkeys/redirects', json(200, { action: 'delete_account', expiresAt: inMinutes(5) }));
    expect((await send('POST', '/passkeys/redirects', { kind: 'passkey' })).status).toBe(500);
  });
});

describe('a test', () => {
  const asked = golden('passkeys/test-started') as { id: string; publicKey: { challenge: string } };
  const put = `PUT /passkeys/tests/${asked.id}`;
  const answered = (response: object = assert(asked.publicKey.challenge)) =>
    send('POST', `/passkeys/tests/${asked.id}/confirmation`, { response });

  test('needs no proof, and passes on what the key is asked', async () => {
    api.keycloak.on('POST /passkeys/tests', json(201, asked));
    const { publicKey, ...rest } = asked;
    const answer = await send('POST', '/passkeys/tests', { credential: 'key-1' });
    expect([answer.status, answer.body]).toEqual([200, { ...rest, options: publicKey }]);
    expect(api.keycloak.calls).toMatchObject([{ body: { credential: 'key-1' } }]);
  });

  test('on a page that no key answers says so', async () => {
    const elsewhere = { ...asked, publicKey: { ...asked.publicKey, rpId: 'id.example.org' } };
    api.keycloak.on('POST /passkeys/tests', json(201, elsewhere));
    const answer = await send('POST', '/passkeys/tests', { credential: 'key-1' });
    expect([answer.status, answer.body]).toEqual([409, slug('relying-party-elsewhere')]);
  });

  test("hands the answer to Keycloak's own check, and gives no grant", async () => {
    const { item } = golden('passkeys/confirmed') as { item: object };
    api.keycloak.on(put, json(200, item));
    const given = assert(asked.publicKey.challenge);
    const answer = await answered(given);
    expect([answer.status, answer.body]).toEqual([200, item]);
    const { authenticatorData, clientDataJSON, signature, userHandle } = given.response;
    expect(api.keycloak.calls[0]?.body).toEqual({
      assertion: { credentialId: given.id, authenticatorData, clientDataJSON, signature, userHandle },
    });
    expect([...caller.grants.keys()]).toEqual(['passkeys.enrol passkey']);
  });

  test.each([
    ['assertion-refused', 422, { reason: 'unknown-key' }],
    ['challenge-gone', 404, {}],
  ])('%s is passed on', async (name, status, members) => {
    api.keycloak.on(put, refusal(name, status));
    const answer = await answered();
    expect([answer.status, answer.body]).toEqual([status, slug(name, members)]);
  });

  test.each(['a%2Fb', 'a%3Fb', 'x'.repeat(65)])('an id %s reaches nothing', async (id) => {
    const response = assert(asked.publicKey.challenge);
    expect((await send('POST', `/passkeys/tests/${id}/confirmation`, { response })).status).toBe(404);
    expect(api.keycloak.calls).toEqual([]);
  });

  test.each([
    ['a signature of 3 kB', { signature: 'A'.repeat(3000) }],
    ['a user handle of 200 characters', { userHandle: 'A'.repeat(200) }],
    ['authenticator data of 3 kB', { authenticatorData: 'A'.repeat(3000) }],
    ['no client data', { clientDataJSON: '' }],
  ])('%s does not reach Keycloak', async (_name, over) => {
    const given = assert(asked.publicKey.challenge);
    expect((await answered({ ...given, response: { ...given.response, ...over } })).status).toBe(400);
    expect(api.keycloak.calls).toEqual([]);
  });
});

describe('a key that is there', () => {
  const { item } = golden('passkeys/confirmed') as { item: object };

  test('is renamed', async () => {
    api.keycloak.on('PUT /passkeys/key-1', json(200, item));
    expect((await send('PUT', '/passkeys/key-1', { label: 'Phone' })).body).toEqual(item);
    expect(api.keycloak.calls[0]?.body).toEqual({ label: 'Phone' });
    expect((await send('PUT', '/passkeys/key-1', { label: ' ' })).status).toBe(400);
    api.keycloak.on('PUT /passkeys/key-1', problem(409, 'label-taken'));
    expect((await send('PUT', '/passkeys/key-1', { label: 'Phone' })).body).toEqual(slug('label-taken'));
  });

  test('is removed by a grant for just this one', async () => {
    withGrantFor(caller, 'passkeys.remove', 'key-1', 'grant-9');
    api.keycloak.on('DELETE /passkeys/key-1', noContent);
    expect((await send('DELETE', '/passkeys/key-2')).status).toBe(401);
    expect((await send('DELETE', '/passkeys/key-1')).status).toBe(204);
    expect(api.keycloak.calls).toMatchObject([{ headers: { 'x-keyhold-grant': 'grant-9' } }]);
    expect((await send('DELETE', '/passkeys/key-1')).status).toBe(401);
  });

  test.each(['last-factor', 'last-sign-in'])('that is the last one stays (%s), and so does the grant', async (name) => {
    withGrantFor(caller, 'passkeys.remove', 'key-1');
    api.keycloak.on('DELETE /passkeys/key-1', problem(409, name));
    const answer = await send('DELETE', '/passkeys/key-1');
    expect([answer.status, answer.body]).toEqual([409, slug(name)]);
    expect(caller.findGrant('passkeys.remove', 'key-1')).toBeDefined();
  });

  test.each(['%2e%2e', 'a%2Fb', 'a%3Fb', 'x'.repeat(65)])('an id %s reaches nothing', async (id) => {
    withGrantFor(caller, 'passkeys.remove', decodeURIComponent(id));
    expect((await send('DELETE', `/passkeys/${id}`)).status).toBe(404);
    expect((await send('PUT', `/passkeys/${id}`, { label: 'x' })).status).toBe(404);
    expect(api.keycloak.calls).toEqual([]);
  });
});
