import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { type ConfigurationError, insecureValues, readConfig, unknownVariables } from './config.ts';
import { settings } from './settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'keyhold-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

const good = {
  KEYHOLD_PUBLIC_URL: 'https://account.example.com/security/',
  KEYHOLD_KEYCLOAK_URL: 'https://id.example.com/kc/',
  KEYHOLD_REALM: 'my-realm',
  KEYHOLD_CLIENT_ID: 'keyhold-bridge',
  KEYHOLD_CLIENT_SECRET: 'canary-secret',
  KEYHOLD_SESSION_KEY: Buffer.alloc(32, 'canary').toString('base64'),
};

const faultsOf = (environment: Record<string, string | undefined>): readonly string[] => {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    return (error as ConfigurationError).faults;
  }
};

describe('the configuration', () => {
  test('is derived from few values, and frozen', () => {
    const config = readConfig(good);
    expect(config).toMatchObject({
      publicUrl: 'https://account.example.com/security',
      origin: 'https://account.example.com',
      basePath: '/security',
      issuer: 'https://id.example.com/kc/realms/my-realm',
      internalRealmUrl: 'https://id.example.com/kc/realms/my-realm',
      host: '127.0.0.1',
      port: 3000,
      store: { kind: 'sqlite', path: 'keyhold.sqlite' },
      trustedProxies: [],
      idleMinutes: 30,
      lifetimeHours: 12,
      sweepSeconds: 30,
    });
    expect(Object.isFrozen(config)).toBe(true);
    expect(Object.isFrozen(config.trustedProxies)).toBe(true);
  });

  test('keeps browser-facing and internal addresses apart', () => {
    const config = readConfig({ ...good, KEYHOLD_KEYCLOAK_INTERNAL_URL: 'http://keycloak:8080' });
    expect(config.issuer).toBe('https://id.example.com/kc/realms/my-realm');
    expect(config.internalRealmUrl).toBe('http://keycloak:8080/realms/my-realm');
  });

  test('reports every fault at once, by name and by what was expected, never by value', () => {
    const faults = faultsOf({
      KEYHOLD_PUBLIC_URL: 'canary url',
      KEYHOLD_PORT: 'canary',
      KEYHOLD_STORE: 'canary',
      KEYHOLD_SESSION_KEY: 'canary',
      KEYHOLD_TRUSTED_PROXIES: '10.0.0.0/8, canary',
      KEYHOLD_LOG_LEVEL: 'canary',
      KEYHOLD_IDLE_MINUTES: '0',
      KEYHOLD_CLIENT_SECRET: '',
    });
    const names = faults.map((fault) => fault.split(' ')[0]);
    expect(names).toEqual([
      'KEYHOLD_PUBLIC_URL',
      'KEYHOLD_PORT',
      'KEYHOLD_KEYCLOAK_URL',
      'KEYHOLD_REALM',
      'KEYHOLD_CLIENT_ID',
      'KEYHOLD_CLIENT_SECRET',
      'KEYHOLD_SESSION_KEY',
      'KEYHOLD_STORE',
      'KEYHOLD_TRUSTED_PROXIES',
      'KEYHOLD_LOG_LEVEL',
      'KEYHOLD_IDLE_MINUTES',
    ]);
    expect(faults.every((fault) => /(missing|not valid); expected .+/.test(fault))).toBe(true);
    expect(faults.join()).not.toContain('canary');
  });

  test.each([
    ['KEYHOLD_PUBLIC_URL', 'http://account.example.com'],
    ['KEYHOLD_PUBLIC_URL', 'https://a@account.example.com'],
    ['KEYHOLD_PUBLIC_URL', 'https://account.example.com/?x'],
    ['KEYHOLD_PUBLIC_URL', 'ftp://account.example.com'],
    ['KEYHOLD_REALM', '../master'],
    ['KEYHOLD_PORT', '65536'],
    ['KEYHOLD_PORT', '1e3'],
    ['KEYHOLD_SESSION_KEY', Buffer.alloc(31).toString('base64')],
    ['KEYHOLD_STORE', 'memcached://x'],
    ['KEYHOLD_TRUSTED_PROXIES', 'true'],
    ['KEYHOLD_TRUSTED_PROXIES', '10.0.0.1'],
  ])('refuses %s=%s', (name, value) => {
    expect(faultsOf({ ...good, [name]: value })).toHaveLength(1);
  });

  test('reads secrets from files', () => {
    const path = join(folder, 'secret');
    writeFileSync(path, 'from-file\n');
    const { KEYHOLD_CLIENT_SECRET: _, ...others } = good;
    expect(readConfig({ ...others, KEYHOLD_CLIENT_SECRET_FILE: path }).clientSecret).toBe('from-file');
    expect(faultsOf({ ...good, KEYHOLD_CLIENT_SECRET_FILE: path })).toEqual([expect.stringMatching(/both set/)]);
    expect(faultsOf({ ...others, KEYHOLD_CLIENT_SECRET_FILE: `${path}-none` })).toEqual([
      expect.stringMatching(/cannot be read/),
    ]);
  });

  test('says what is fine only in development', () => {
    expect(insecureValues(readConfig({ ...good, KEYHOLD_SESSION_KEY: randomBytes(32).toString('base64') }))).toEqual(
      [],
    );
    const local = {
      KEYHOLD_PUBLIC_URL: 'http://localhost:3000',
      KEYHOLD_KEYCLOAK_URL: 'http://localhost:8080',
      KEYHOLD_TRUSTED_PROXIES: '0.0.0.0/0',
    };
    expect(insecureValues(readConfig({ ...good, ...local }))).toHaveLength(4);
  });

  test('knows which variables are none of ours', () => {
    expect(
      unknownVariables({
        ...good,
        KEYHOLD_TRUSTED_PROXY: 'x',
        KEYHOLD_CLIENT_SECRET_FILE: 'x',
        KEYHOLD_PORT_FILE: 'x',
        PATH: 'x',
      }),
    ).toEqual(['KEYHOLD_TRUSTED_PROXY', 'KEYHOLD_PORT_FILE']);
  });

  test('every setting is told in words, and its default is one that it accepts', () => {
    for (const [name, { meaning, expected, schema, ...setting }] of Object.entries(settings)) {
      expect([name, meaning.endsWith('.'), expected.length > 5]).toEqual([name, true, true]);
      if ('standard' in setting) expect([name, schema.safeParse(setting.standard).success]).toEqual([name, true]);
    }
  });
});
