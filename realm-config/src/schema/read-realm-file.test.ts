import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parseRealmText, readRealmFile } from './read-realm-file.ts';

const SECRET = 'a-secret-of-at-least-16';
const env = { SECRET, PAGE: 'https://account.example/security/' };
const valid = `realm: shop
page-url: \${PAGE}
bridge:
  client-id: keyhold-bridge
  client-secret: \${SECRET}
`;

const faultsOf = (text: string, variables: Record<string, string> = env): string => {
  try {
    parseRealmText(text, variables);
  } catch (error) {
    return (error as Error).message;
  }
  return 'no fault';
};

test('reads a short file, fills it from the environment and adds what it leaves out', () => {
  expect(parseRealmText(valid, env)).toEqual({
    realm: 'shop',
    create: false,
    'page-url': 'https://account.example/security',
    bridge: { 'client-id': 'keyhold-bridge', 'client-secret': SECRET },
    lifetimes: {},
  });
});

test('reads time spans as seconds', () => {
  const { lifetimes } = parseRealmText(
    `${valid}lifetimes: { access-token: 60s, session-idle: 30m, session-max: 12h }`,
    env,
  );
  expect(lifetimes).toEqual({ 'access-token': 60, 'session-idle': 1800, 'session-max': 43_200 });
});

test('names an unknown key with its path and line, at any depth', () => {
  expect(faultsOf(`${valid}passwords: on`)).toContain('line 6: passwords: unknown key');
  expect(faultsOf(`${valid}lifetimes:\n  acces-token: 60s`)).toContain('line 7: lifetimes.acces-token: unknown key');
  expect(faultsOf(`${valid}__proto__: { a: 1 }`)).toContain('__proto__: unknown key');
});

test('names a missing key where it should have been', () => {
  expect(faultsOf('realm: shop\nbridge:\n  client-id: b')).toContain('line 2: bridge.client-secret: missing');
  expect(faultsOf('')).toContain('is not valid');
});

test('reports every fault at once, in the order of the file', () => {
  const text = faultsOf(
    'realm: master\npage-url: ftp://x\nbridge: { client-id: keyhold, client-secret: "${SECRET}" }\nx: 1',
  );
  expect([...text.matchAll(/line (\d)/g)].map(([, line]) => line)).toEqual(['1', '2', '3', '4']);
});

test('refuses a key that stands twice, an unknown tag, a broken line and any alias', () => {
  expect(faultsOf(`${valid}realm: other`)).toMatch(/line 6: .*unique/);
  expect(faultsOf(`${valid}display-name: !!js/function on`)).toMatch(/line 6: Unresolved tag/);
  expect(faultsOf(`${valid}lifetimes: { access-token: 60s`)).toContain('line');
  expect(faultsOf(`${valid}display-name: &a A\nmail: *a`)).toContain('line 7: a text that begins with * is an alias');
});

test('names an environment variable that is not set, and the line that wants it', () => {
  expect(faultsOf(valid, { PAGE: 'https://a.example' })).toContain(
    'line 5: the environment variable SECRET (or SECRET_FILE) is not set',
  );
  expect(faultsOf(valid, { ...env, SECRET: '' })).toContain('SECRET');
  expect(faultsOf(valid.replace('${PAGE}', '${PA GE}'))).toContain('line 2: ${PA GE} is not a placeholder');
});

test('takes a secret from a file that NAME_FILE names', () => {
  const folder = mkdtempSync(join(tmpdir(), 'realm-file-'));
  try {
    writeFileSync(join(folder, 'secret'), `${SECRET}\n`);
    const fromFile = { PAGE: env.PAGE, SECRET_FILE: join(folder, 'secret') };
    expect(parseRealmText(valid, fromFile).bridge['client-secret']).toBe(SECRET);
    expect(faultsOf(valid, { ...fromFile, SECRET_FILE: join(folder, 'none') })).toMatch(
      /:\n {2}line 5: the file that SECRET_FILE names cannot be read$/,
    );
    writeFileSync(join(folder, 'realm.yaml'), valid);
    expect(readRealmFile(join(folder, 'realm.yaml'), env).realm).toBe('shop');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('does not expand what the environment holds', () => {
  const nested = parseRealmText(valid, { ...env, SECRET: '${PAGE}-and-more-text' });
  expect(nested.bridge['client-secret']).toBe('${PAGE}-and-more-text');
});

test('refuses a secret that stands in the file, and never repeats it', () => {
  for (const written of [
    'hunter2-hunter2-hunter2',
    '*hunter2-hunter2-hunter2',
    '"hunter2-hunter2-hunter2',
    '${SECRET}hunter2',
  ]) {
    const text = faultsOf(valid.replace('${SECRET}', written));
    expect(text).toMatch(/line [56]/);
    expect(text).not.toContain('hunter2');
  }
  expect(faultsOf(valid, { ...env, SECRET: 'short-one' })).not.toContain('short-one');
});

test.each([
  'https://a.example/*',
  'https://u:p@a.example',
  'https://a.example?x',
  'https://a.example#x',
  'javascript:x',
  '/x',
])('refuses %s as page-url: redirect addresses are built from it', (page) => {
  expect(faultsOf(valid, { ...env, PAGE: page })).toContain('line 2: page-url: expected an http or https URL');
});

test.each(['60', '0s', '-1s', '1.5h', '60 s', '1w', '999999999d'])('refuses %s as a time span', (span) => {
  expect(faultsOf(`${valid}lifetimes: { access-token: "${span}" }`)).toContain('line 6: lifetimes.access-token');
});

// Threat: Keycloak drops a second regex without a word, and cuts one in two at " and ".
test('refuses a password policy that Keycloak would read otherwise than it is written', () => {
  const policy = (rules: string): string => faultsOf(`${valid}password-policy: ${rules}`);
  expect(policy('{ regex: "^a$", regex: "^b$" }')).toContain('line 6: Map keys must be unique');
  expect(policy('{ regex: "this and that" }')).toContain(
    'line 6: password-policy.regex: Keycloak cuts a regex at " and "',
  );
  expect(policy('{ regex: "and that" }')).toContain('password-policy.regex');
  expect(policy('{ not-email: false }')).toContain('password-policy.not-email: expected true');
  expect(policy('{ length: 0 }')).toContain('password-policy.length');
  expect(policy('{ blocklist: "../../etc/passwd" }')).toContain('password-policy.blocklist');
  expect(policy('{ strength: 3 }')).toContain('password-policy.strength: unknown key');
  expect(parseRealmText(`${valid}password-policy: {}`, env)['password-policy']).toEqual([]);
});

test.each([
  ['otp: { digits: 7 }', 'otp.digits'],
  ['otp: { period: 1s }', 'otp.period'],
  ['otp: { algorithm: MD5 }', 'otp.algorithm'],
  ['otp: { look-around: 11 }', 'otp.look-around'],
  ['passkeys: { relying-party-id: "https://a.example" }', 'passkeys.relying-party-id'],
  ['passkeys: { relying-party-id: "a.example:443" }', 'passkeys.relying-party-id'],
  ['passkeys: { relying-party-id: "127.0.0.1" }', 'passkeys.relying-party-id'],
  ['passkeys: { relying-party-id: "" }', 'passkeys.relying-party-id'],
  ['passkeys: { algorithms: [] }', 'passkeys.algorithms'],
  ['passkeys: { algorithms: [MD5] }', 'passkeys.algorithms.0'],
  ['passkeys: { attestation: enterprise }', 'passkeys.attestation'],
  ['passkeys: { authenticators: [yubikey] }', 'passkeys.authenticators.0: expected an AAGUID'],
  ['passkeys: { timeout: 6m }', 'passkeys.timeout: expected 10s to 5m'],
  ['passkeys: { max: 0 }', 'passkeys.max'],
  ['security-keys: { max: 5 }', 'security-keys.max: unknown key'],
  ['security-keys: { user-verification: maybe }', 'security-keys.user-verification'],
  ['security-keys: { enabled: true }', 'security-keys.enabled: their step stands in the flow of second-factor'],
  ['pin: { mode: yes }', 'pin.mode'],
  ['pin: { mode: true }', 'pin.mode'],
  ['pin: { min-digits: 3 }', 'pin.min-digits'],
  ['pin: { min-digits: 13 }', 'pin.min-digits'],
  ['pin: { hold-hours: 721 }', 'pin.hold-hours'],
  ['pin: { hold-hours: 1.5 }', 'pin.hold-hours'],
  ['pin: { missing: ask }', 'pin.missing'],
  ['pin: { max-digits: 8 }', 'pin.max-digits: unknown key'],
  ['pin: { step-up: true }', 'pin.step-up: its step stands in the flow of second-factor'],
  ['second-factor: maybe', 'second-factor'],
  ['second-factor: true', 'second-factor'],
  ['reauthentication: none', 'reauthentication'],
  ['account-page: mine', 'account-page'],
  ['languages: []', 'languages'],
  ['languages: [English]', 'languages.0'],
])('refuses %s', (line, path) => {
  expect(faultsOf(valid + line)).toContain(`line 6: ${path}`);
});

test('names a file that cannot be read', () => {
  expect(() => readRealmFile('/nowhere/realm.yaml', env)).toThrow('/nowhere/realm.yaml cannot be read');
});
