import { describe, expect, test } from '@jest/globals';
import { readDemoOptions } from './options.ts';

const admin = { KEYHOLD_ADMIN_USERNAME: 'root', KEYHOLD_ADMIN_PASSWORD: 'secret' };

describe('what follows npm start --', () => {
  test('may be nothing, a Redis, production', () => {
    expect(readDemoOptions([], {})).toEqual({ production: false });
    expect(readDemoOptions(['--redis', 'redis://127.0.0.1:6379', '--production'], {})).toEqual({
      production: true,
      redis: 'redis://127.0.0.1:6379',
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
