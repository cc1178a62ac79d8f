import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { generateSync } from 'otplib';
import { startApi, type ApiUnderTest } from '../../testing/api-under-test.ts';
import { fakeCaller, withGrantFor, type FakeCaller } from '../../testing/fake-caller.ts';
import { html, json, noContent, problem } from '../../testing/fake-keycloak.ts';
import { golden } from '../../testing/golden.ts';
import { enrolled, pluginEnrolment, totpState } from './totp.schema.ts';

let api: ApiUnderTest;
let caller: FakeCaller;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(() => {
  api.keycloak.reset();
  api.log.length = 0;
  api.caller = caller = withGrantFor(fakeCaller(), 'totp.enrol');
  const expiresAt = new Date(Date.now() + 600_000).toISOString();
  api.keycloak.on('POST /totp/enrolments', json(201, { ...started, expiresAt }));
});

const started = golden('totp/started') as { id: string; issuer: string; account: string };
const send = (method: string, path: string, body?: object) =>
  api.fetch(path, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
const start = async (replaces: string | null = null) => {
  const answer = await send('POST', '/totp/enrolments', { replaces });
  expect(answer.status).toBe(200);
  return answer.body as { id: string; secret: string; uri: string };
};
const put = `PUT /totp/enrolments/${started.id}`;
const codeOf = (secret: string, ahead = 0) =>
  generateSync({ secret, digits: 8, period: 60, algorithm: 'sha256', epoch: Math.floor(Date.now() / 1000) + ahead });
const confirm = (body: object, id = started.id) => send('POST', `/totp/enrolments/${id}/confirmation`, body);
const stored = json(200, golden('totp/confirmed-with-codes-already'));
const writes = () => api.keycloak.calls.filter(({ call }) => call.startsWith('PUT'));

test.each(['section', 'section-off', 'section-unsupported'])('golden answer %s fits the schema that runs', (name) => {
  expect(totpState.parse(golden(`totp/${name}`))).toEqual(golden(`totp/${name}`));
});

test('golden answers to an enrolment fit the schemas that run', () => {
  expect(pluginEnrolment.parse(started)).toEqual(started);
  for (const name of ['totp/confirmed', 'totp/confirmed-with-codes-already']) {
    expect(enrolled.parse(golden(name))).toEqual(golden(name));
  }
});

test('a policy that cannot be served is told all the same', () => {
  const policy = { digits: 12, period: 0, algorithm: 'MD5', lookAround: 0 };
  const state = { state: 'unsupported', reason: 'digits', policy, required: false, items: [] };
  expect(totpState.parse(state)).toEqual(state);
});

describe('starting', () => {
  test('asks for a proof of the app to be replaced, and for none that was given for another', async () => {
    const answer = await send('POST', '/totp/enrolments', { replaces: 'app-1' });
    expect([answer.status, answer.body]).toEqual([
      401,
      expect.objectContaining({ operation: 'totp.enrol', target: 'app-1' }),
    ]);
    expect(api.keycloak.calls).toHaveLength(0);
  });

  test('gives the secret to the page and keeps it, tells Keycloak nothing of it, and uses up the grant', async () => {
    const { id, secret, uri } = await start();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(uri).toBe(
      `otpauth://totp/Example%20Bank:alice?secret=${secret}&issuer=Example%20Bank&algorithm=SHA256&digits=8&period=60`,
    );
    expect(caller.enrolments.get(id)).toMatchObject({ secret, grant: 'grant-1', replaces: null });
    expect(JSON.stringify(api.keycloak.calls)).not.toContain(secret);
    expect(api.keycloak.calls[0]).toMatchObject({
      body: { replaces: null },
      headers: { 'x-keyhold-grant': 'grant-1' },
    });
    expect(caller.grants.size).toBe(0);
  });

  test('may use a rescue, once', async () => {
    api.caller = caller = withGrantFor(fakeCaller(), 'rescue', '', 'rescue-1', ['totp.enrol', 'totp.remove']);
    await start();
    expect(api.keycloak.calls[0]?.headers['x-keyhold-grant']).toBe('rescue-1');
    expect((await send('POST', '/totp/enrolments', { replaces: null })).status).toBe(401);
    expect(caller.findGrant('rescue', '')?.covers).toEqual(['totp.remove']);
  });

  test('a realm that asks for no codes says so, and the grant stays', async () => {
    const refused = json(409, golden('totp/totp-unsupported'), { 'content-type': 'application/problem+json' });
    api.keycloak.on('POST /totp/enrolments', refused);
    const answer = await send('POST', '/totp/enrolments', { replaces: null });
    expect([answer.status, answer.body]).toEqual([409, expect.objectContaining({ reason: 'not-asked' })]);
    expect(caller.grants.size).toBe(1);
  });

  test.each([[{}], [{ replaces: '../x' }], [{ replaces: null, secret: 'AAAA' }], [{ replaces: 1 }]])(
    '%j is no start',
    async (body) => {
      expect((await send('POST', '/totp/enrolments', body)).status).toBe(400);
      expect(api.keycloak.calls).toHaveLength(0);
    },
  );
});

describe('confirming', () => {
  test('hands secret, code and name to Keycloak with the grant of the start, and passes on first recovery codes', async () => {
    withGrantFor(caller, 'totp.enrol', 'app-1', 'grant-2');
    const { id, secret } = await start('app-1');
    api.keycloak.on(put, json(200, golden('totp/confirmed')));
    const code = codeOf(secret);
    const answer = await confirm({ code: ` ${code.slice(0, 4)} ${code.slice(4)}`, label: 'Phone' }, id);
    expect([answer.status, answer.body]).toEqual([200, golden('totp/confirmed')]);
    expect(writes()).toMatchObject([
      { body: { secret, code, label: 'Phone', replaces: 'app-1' }, headers: { 'x-keyhold-grant': 'grant-2' } },
    ]);
    expect(caller.enrolments.size).toBe(0);
  });

  test('a wrong code does not reach Keycloak and may be typed again', async () => {
    const { secret } = await start();
    api.keycloak.on(put, stored);
    for (const code of ['00000000', '1234567', '123456789', 'abcdefgh', '１２３４５６７８']) {
      const answer = await confirm({ code, label: null });
      expect([answer.status, answer.body]).toEqual([422, expect.objectContaining({ clockOffBySeconds: null })]);
    }
    expect(writes()).toEqual([]);
    expect((await confirm({ code: codeOf(secret), label: null })).status).toBe(200);
    expect(writes()[0]?.body).toMatchObject({ label: '' });
  });

  test('a clock that is off is told', async () => {
    const { secret } = await start();
    const answer = await confirm({ code: codeOf(secret, 300), label: null });
    expect([answer.status, answer.body]).toEqual([
      422,
      expect.objectContaining({ type: 'urn:keyhold:problem:code-refused', clockOffBySeconds: 300 }),
    ]);
  });

  // Threat: a second confirmation makes the first set of recovery codes anew while the person writes the first down.
  // Bound: one at a time, and none after a good one.
  test('runs once, however many come at the same time', async () => {
    const { secret } = await start();
    api.keycloak.on(put, (received, res) => void setTimeout(() => stored(received, res), 50));
    const body = { code: codeOf(secret), label: null };
    const statuses = (await Promise.all(Array.from({ length: 8 }, () => confirm(body)))).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, ...Array.from({ length: 7 }, () => 409)]);
    expect(writes()).toHaveLength(1);
  });

  test('twice, foreign, expired, cancelled, out of order: all the same answer, byte for byte', async () => {
    const { id, secret } = await start();
    api.keycloak.on(put, stored);
    const body = { code: codeOf(secret), label: null };
    expect((await confirm(body)).status).toBe(200);
    const twice = await confirm(body);
    expect([twice.status, twice.body]).toEqual([
      404,
      expect.objectContaining({ type: 'urn:keyhold:problem:enrolment-gone' }),
    ]);
    const same = async (answer: Promise<{ status: number; text: string }>) =>
      expect(await answer).toMatchObject({ status: 404, text: twice.text });
    await same(confirm(body, 'never-started'));
    await same(confirm(body, 'a%2Fb'));

    withGrantFor(caller, 'totp.enrol');
    await start();
    const mine = caller;
    api.caller = fakeCaller({ subject: 'user-2' });
    await same(confirm(body));
    api.caller = mine;
    const kept = mine.findEnrolment('totp', id)!;
    mine.enrolments.set(id, { ...kept, expiresAt: new Date(Date.now() - 1).toISOString() });
    await same(confirm({ code: codeOf(kept.secret), label: null }));
    mine.enrolments.set(id, kept);
    expect((await send('DELETE', `/totp/enrolments/${id}`)).status).toBe(204);
    await same(confirm({ code: codeOf(kept.secret), label: null }));

    const gone = json(404, golden('totp/enrolment-gone'), { 'content-type': 'application/problem+json' });
    for (const refused of [gone, problem(401, 'step-up-required', { operation: 'totp.enrol', target: '' })]) {
      mine.enrolments.set(id, kept);
      api.keycloak.on(put, refused);
      await same(confirm({ code: codeOf(kept.secret), label: null }));
      expect(mine.enrolments.size).toBe(0);
    }
  });

  // Keycloak was killed between its commit and its answer, or answers nonsense: nobody knows what happened.
  test.each([
    ['nothing', (_call: unknown, res: { destroy(): unknown }) => void res.destroy()],
    ['HTML', html],
    ['another shape', json(200, { item: null })],
    ['its own fault', problem(500, 'internal')],
    ['that it is busy', problem(429, 'too-many-attempts', { retryAt: null })],
    ['that the name is taken', problem(409, 'label-taken')],
    ['that the code was refused after all', problem(422, 'code-refused')],
  ])('Keycloak answers %s: the same confirmation may be sent again', async (_name, answer) => {
    const { secret } = await start();
    api.keycloak.on(put, answer);
    expect((await confirm({ code: codeOf(secret), label: 'A' })).status).not.toBe(200);
    api.keycloak.on(put, stored);
    expect((await confirm({ code: codeOf(secret), label: 'B' })).status).toBe(200);
    const [first, again] = writes();
    expect(again).toMatchObject({ body: { ...(first?.body as object), label: 'B' } });
    expect(again?.headers['x-keyhold-grant']).toBe(first?.headers['x-keyhold-grant']);
  });

  test.each([
    ['no code', { label: null }],
    ['an empty code', { code: '', label: null }],
    ['a very long code', { code: '1'.repeat(65), label: null }],
    ['a number', { code: 123_456, label: null }],
    ['a secret of the browser', { code: '12345678', label: null, secret: 'AAAA' }],
    ['256 characters', { code: '12345678', label: 'x'.repeat(256) }],
    ['a line break', { code: '12345678', label: 'a\nb' }],
    ['half a character', { code: '12345678', label: '\ud800' }],
  ])('%s is refused before anything happens', async (_name, body) => {
    await start();
    expect((await confirm(body)).status).toBe(400);
    expect(writes()).toEqual([]);
    expect(caller.enrolments.size).toBe(1);
  });

  // Threat: the secret of an app in a log or in an answer. Bound: only the answer to the start has it.
  test('says the secret and the code nowhere', async () => {
    const { secret } = await start();
    const code = codeOf(secret);
    let said = '';
    for (const answer of [
      problem(400, secret),
      json(200, { [secret]: code }),
      json(200, `<html>${secret}${code}`),
      stored,
    ]) {
      api.keycloak.on(put, answer);
      said += (await confirm({ code, label: null })).text;
    }
    said += api.log.join('') + api.keycloak.calls.map(({ call }) => call).join('');
    expect(said).not.toContain(secret);
    expect(said).not.toContain(code);
    expect(said).not.toContain('grant-1');
  });
});

describe('an app that is there', () => {
  const item = (golden('totp/confirmed') as { item: object }).item;

  test.each(['Phone', ' Phone ', '<b>x</b>', '銀行 🏦', '🏦'.repeat(255), 'x'.repeat(255)])(
    'may be called %.20s',
    async (label) => {
      api.keycloak.on('PUT /totp/app-1', json(200, item));
      expect((await send('PUT', '/totp/app-1', { label })).body).toEqual(item);
      expect(api.keycloak.calls[0]?.body).toEqual({ label });
    },
  );

  test.each([[''], ['  '], ['x'.repeat(256)], ['a\u0000b'], ['a\u0085b'], [null]])(
    'may not be called %j',
    async (label) => {
      expect((await send('PUT', '/totp/app-1', { label })).status).toBe(400);
      expect(api.keycloak.calls).toHaveLength(0);
    },
  );

  test('keeps a name that another one has', async () => {
    const taken = json(409, golden('totp/label-taken'), { 'content-type': 'application/problem+json' });
    api.keycloak.on('PUT /totp/app-1', taken);
    expect((await send('PUT', '/totp/app-1', { label: 'Phone' })).status).toBe(409);
  });

  test('is removed by a grant for just this one', async () => {
    withGrantFor(caller, 'totp.remove', 'app-1', 'grant-9');
    api.keycloak.on('DELETE /totp/app-1', noContent);
    expect((await send('DELETE', '/totp/app-2')).status).toBe(401);
    expect((await send('DELETE', '/totp/app-1')).status).toBe(204);
    expect(api.keycloak.calls).toMatchObject([{ headers: { 'x-keyhold-grant': 'grant-9' } }]);
    expect((await send('DELETE', '/totp/app-1')).status).toBe(401);
  });

  test('that is the last one stays, and so does the grant', async () => {
    withGrantFor(caller, 'totp.remove', 'app-1');
    const last = json(409, golden('reauthentication/last-factor'), { 'content-type': 'application/problem+json' });
    api.keycloak.on('DELETE /totp/app-1', last);
    const answer = await send('DELETE', '/totp/app-1');
    expect([answer.status, answer.body]).toEqual([
      409,
      expect.objectContaining({ type: 'urn:keyhold:problem:last-factor' }),
    ]);
    expect(caller.findGrant('totp.remove', 'app-1')).toBeDefined();
  });

  test.each(['%2e%2e', 'a%2Fb', 'a%3Fb', 'x'.repeat(65)])('an id %s reaches nothing', async (id) => {
    withGrantFor(caller, 'totp.remove', decodeURIComponent(id));
    expect((await send('DELETE', `/totp/${id}`)).status).toBe(404);
    expect((await send('PUT', `/totp/${id}`, { label: 'x' })).status).toBe(404);
    expect(api.keycloak.calls).toEqual([]);
  });
});
