import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startApi, type ApiUnderTest } from '../../testing/api-under-test.ts';
import { fakeCaller, withGrantFor, type FakeCaller } from '../../testing/fake-caller.ts';
import { json, problem } from '../../testing/fake-keycloak.ts';
import { golden } from '../../testing/golden.ts';
import { generatedCodes, recoveryCodesState } from './recovery-codes.schema.ts';

let api: ApiUnderTest;
let caller: FakeCaller;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(() => {
  api.keycloak.reset();
  api.log.length = 0;
  api.caller = caller = withGrantFor(fakeCaller(), 'recovery-codes.generate');
});

const generate = () => api.fetch('/recovery-codes', { method: 'POST' });
const confirm = (body: object, set = 'set-1') =>
  api.fetch(`/recovery-codes/${set}/confirmation`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
const refusal = (name: string, status: number) =>
  json(status, golden(name), { 'content-type': 'application/problem+json' });
const generated = golden('recovery-codes/generated') as { codes: string[] };

test.each(['active', 'none', 'off', 'stock'])('golden answer %s fits the schema that runs', (name) => {
  expect(recoveryCodesState.parse(golden(`recovery-codes/${name}`))).toEqual(golden(`recovery-codes/${name}`));
});

test('golden new codes fit the schema that runs', () => {
  expect(generatedCodes.parse(generated)).toEqual(generated);
});

describe('making them', () => {
  test('needs a proof, and uses it up', async () => {
    api.keycloak.on('POST /recovery-codes', json(201, generated));
    expect((await generate()).body).toEqual(generated);
    expect(api.keycloak.calls).toMatchObject([{ headers: { 'x-keyhold-grant': 'grant-1' } }]);
    const again = await generate();
    expect([again.status, again.body]).toEqual([
      401,
      expect.objectContaining({ operation: 'recovery-codes.generate', target: '' }),
    ]);
    expect(caller.grants.size).toBe(0);
  });

  test('is told to be off where the sign-in takes none', async () => {
    api.keycloak.on('POST /recovery-codes', refusal('recovery-codes/section-off', 409));
    const answer = await generate();
    expect([answer.status, answer.body]).toEqual([
      409,
      expect.objectContaining({ type: 'urn:keyhold:problem:section-off' }),
    ]);
  });

  test('what would satisfy it is passed on when the plugin refuses the grant', async () => {
    const asked = golden('reauthentication/step-up-required') as object;
    api.keycloak.on('POST /recovery-codes', refusal('reauthentication/step-up-required', 401));
    const { methods, rescue } = asked as { methods: object[]; rescue: boolean };
    expect((await generate()).body).toMatchObject({
      operation: 'recovery-codes.generate',
      target: '',
      methods,
      rescue,
    });
  });

  // Threat: codes in a log. Bound: only the one answer has them.
  test('says them in the one answer and nowhere else', async () => {
    api.keycloak.on('POST /recovery-codes', json(201, { ...generated, active: 'yes' }));
    const { status, text } = await generate();
    expect(status).toBe(500);
    for (const code of generated.codes) expect(text + api.log.join('')).not.toContain(code);
  });
});

describe('saying that they are saved', () => {
  test.each([[null], ['7km2xq-hd4wzs-p9fa3v'], [' 7KM2XQ HD4WZS P9FA3V ']])(
    '%j goes to Keycloak as typed',
    async (code) => {
      api.keycloak.on('POST /recovery-codes/set-1/confirmation', json(200, golden('recovery-codes/active')));
      expect((await confirm({ code })).body).toEqual(golden('recovery-codes/active'));
      expect(api.keycloak.calls[0]?.body).toEqual({ code });
    },
  );

  // New codes void every proof given before; the rescue that made them is still to replace the lost app.
  test('takes an open rescue along, so that it outlives the codes it made', async () => {
    const expiresAt = new Date(Date.now() + 60_000).toISOString();
    await caller.keepGrant({ operation: 'rescue', target: '', grant: 'rescue-1', expiresAt, covers: ['totp.enrol'] });
    api.keycloak.on('POST /recovery-codes/set-1/confirmation', json(200, golden('recovery-codes/active')));
    expect((await confirm({ code: '7km2xq-hd4wzs-p9fa3v' })).status).toBe(200);
    expect(api.keycloak.calls[0]?.headers['x-keyhold-grant']).toBe('rescue-1');
    expect(caller.findGrant('rescue', '')).toMatchObject({ grant: 'rescue-1', covers: ['totp.enrol'] });
  });

  test('a wrong one may be typed again, and is nowhere repeated', async () => {
    api.keycloak.on('POST /recovery-codes/set-1/confirmation', problem(422, 'code-refused', { echoed: 'canary' }));
    const { status, text } = await confirm({ code: 'canary' });
    expect(status).toBe(422);
    expect(text + api.log.join('')).not.toContain('canary');
  });

  test.each([
    ['nothing', {}],
    ['a very long code', { code: 'x'.repeat(65) }],
    ['another field', { code: null, user: 'bob' }],
  ])('%s is refused', async (_name, body) => {
    expect((await confirm(body)).status).toBe(400);
    expect(api.keycloak.calls).toEqual([]);
  });

  test.each(['a%2Fb', 'a%3Fb', 'x'.repeat(65)])('a set %s is answered like a missing one', async (set) => {
    api.keycloak.on('*', refusal('sessions/not-found', 404));
    const missing = await confirm({ code: null }, 'no-such-set');
    const answer = await confirm({ code: null }, set);
    expect([answer.status, answer.text]).toEqual([404, missing.text]);
    expect(api.keycloak.calls).toHaveLength(1);
  });
});
