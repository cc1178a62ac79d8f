import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readDemoOptions } from './options.ts';

const admin = { KEYHOLD_ADMIN_USERNAME: 'root', KEYHOLD_ADMIN_PASSWORD: 'secret' };

describe('what follows npm start --', () => {
  test('may be nothing, a Redis, production', () => {
    expect(readDemoOptions([], {})).toEqual({ production: false });
    expect(readDemoOptions(['--redis', 'redis://127.0.0.1:6379', '--production'], {})).toEqual({
      production: true,
      store: 'redis://127.0.0.1:6379',
    });
  });

  describe('never a password: everybody sees a command line', () => {
    const secret = 'redis://user:canary@redis.example:6379';
    const refusal = (args: string[], env: NodeJS.ProcessEnv): string => {
      try {
        readDemoOptions(args, env);
      } catch (error) {
        return String(error);
      }
      return 'accepted';
    };

    test.each([[secret], ['redis://:canary@redis.example'], ['rediss://user:canary@redis.example']])('%s', (url) => {
      expect(refusal(['--redis', url], {})).toMatch(/KEYHOLD_STORE in the environment.*KEYHOLD_STORE_FILE/);
      expect(refusal(['--redis', url], {})).not.toContain('canary');
    });

    test('it comes from the environment or a file, as the bridge takes it', () => {
      expect(readDemoOptions([], { KEYHOLD_STORE: secret }).store).toBe(secret);
      const file = join(mkdtempSync(join(tmpdir(), 'keyhold-options-')), 'store');
      writeFileSync(file, `${secret}\n`);
      expect(readDemoOptions([], { KEYHOLD_STORE_FILE: file }).store).toBe(secret);
      rmSync(dirname(file), { recursive: true });
    });

    test('what is wrong there is told without it', () => {
      expect(refusal([], { KEYHOLD_STORE: 'postgres://user:canary@x' })).toBe(
        'Error: KEYHOLD_STORE wants an address such as redis://127.0.0.1:6379',
      );
      expect(refusal([], { KEYHOLD_STORE_FILE: '/nowhere' })).toContain('KEYHOLD_STORE_FILE cannot be read');
      expect(refusal(['--redis', 'redis://127.0.0.1'], { KEYHOLD_STORE: secret })).toContain('one of them is expected');
      expect(refusal([], { KEYHOLD_STORE: secret, KEYHOLD_STORE_FILE: '/x' })).toContain('one of them is expected');
    });
  });

  test('may be a Keycloak that runs already, with its administrator from the environment', () => {
    expect(readDemoOptions(['--keycloak', 'https://kc.example/auth/'], admin).keycloak).toEqual({
      url: 'https://kc.example/auth',
      username: 'root',
      password: 'secret',
    });
    expect(() => readDemoOptions(['--keycloak', 'https://kc.example'], {})).toThrow('KEYHOLD_ADMIN_USERNAME');
  });

  test('is refused in words when it is wrong', () => {
    expect(() => readDemoOptions(['--keycloak', 'kc'], admin)).toThrow('--keycloak wants an address');
    expect(() => readDemoOptions(['--redis', '6379'], {})).toThrow('--redis wants an address');
    expect(() => readDemoOptions(['--fast'], {})).toThrow('--fast');
    expect(() => readDemoOptions(['--production', '--keycloak', 'https://kc.example'], admin)).toThrow(
      'does not go with',
    );
  });
});
