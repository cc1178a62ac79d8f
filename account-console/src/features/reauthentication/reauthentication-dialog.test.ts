import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { AccountState } from '../../app/account-state.ts';
import type { Operation, Overview } from '../../api/model.ts';
import { FakeApi, type World } from '../../../gallery/fake-api.ts';
import { find, focused, waitFor } from '../../../gallery/mount.ts';
import { overviewOf, passwordAndCode, thisDevice, world } from '../../../gallery/world.ts';
import { presumeKeys } from '../../app/knows-keys.ts';
import { proveFirst } from './with-proof.ts';

const text = (node: Node | null) => (node?.textContent ?? '').replace(/\s+/g, ' ').trim();
const settled = () => new Promise((resolve) => setTimeout(resolve, 40));
const withCode = (rescue: boolean, more: Partial<Overview> = {}) =>
  overviewOf([thisDevice()], { reauthentication: passwordAndCode(rescue), ...more });

beforeEach(() => document.body.replaceChildren());

async function asked(content: World, operation: Operation) {
  const api = new FakeApi(content);
  globalThis.fetch = (input) => api.fetch(input as Request);
  const account = new AccountState(new URL('http://localhost/'));
  await account.reload();
  const request = { operation, target: 'app-1', purpose: 'To remove it.', subject: 'app-1' };
  const outcome = proveFirst(document.body, account, request, () => Promise.resolve({ ok: true, value: 'done' }));
  await waitFor('form');
  await settled();
  return { api, outcome };
}

function type(name: string, value: string): void {
  (find(`input[name=${name}]`) as HTMLInputElement).value = value;
}

async function submit(): Promise<void> {
  find('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  await settled();
}

const button = (words: string) =>
  [...(find('form') as HTMLElement).querySelectorAll('button')].find((one) => text(one) === words);

test('a user with a password only is asked for it alone', async () => {
  await asked(world([thisDevice()]), 'totp.enrol');
  expect(find('input[name=code]')).toBeNull();
  expect(text(find('form'))).not.toContain('I can’t use these');
});

describe('a user with an authenticator app', () => {
  test('is asked for password and code, and both are sent once', async () => {
    let sent: unknown;
    const { outcome } = await asked(
      world([thisDevice()], {
        overview: withCode(true),
        answers: {
          'POST /api/reauthentication': (body: unknown) => {
            sent = body;
            return { operation: 'totp.remove', target: 'app-1', methods: [], expiresAt: new Date().toISOString() };
          },
        },
      }),
      'totp.remove',
    );
    type('password', 'correct horse');
    type('code', '123 456');
    await submit();
    expect(sent).toEqual({ operation: 'totp.remove', target: 'app-1', password: 'correct horse', code: '123456' });
    expect(await outcome).toEqual({ ok: true, value: 'done' });
  });

  test.each([
    ['', 'Enter the code that your authenticator app shows.'],
    ['１２３４５６', 'The code has digits only.'],
    ['12345a', 'The code has digits only.'],
  ])('the code %j is refused here, and nothing is sent', async (code, words) => {
    const { api } = await asked(world([thisDevice()], { overview: withCode(true) }), 'totp.remove');
    type('password', 'correct horse');
    type('code', code);
    await submit();
    expect(text(find('#keyhold-code-error'))).toBe(words);
    expect(focused()).toBe(find('input[name=code]'));
    expect(api.calls).not.toContain('POST /api/reauthentication');
  });

  test('a wrong code is said at its field, and the password stays', async () => {
    await asked(
      world([thisDevice()], {
        overview: withCode(true),
        proof: { slug: 'proof-refused', status: 403, field: 'code', triesLeft: 1 },
      }),
      'totp.remove',
    );
    type('password', 'correct horse');
    type('code', '123456');
    await submit();
    expect(text(find('#keyhold-code-error'))).toBe('That code is not right. 1 try left.');
    expect(text(find('#keyhold-password-error'))).toBe('');
    expect((find('input[name=password]') as HTMLInputElement).value).toBe('correct horse');
  });

  test('who rescued it has the sessions ended that the rescue had no time for', async () => {
    const left = [3, 0];
    const { api, outcome } = await asked(
      world([thisDevice()], {
        overview: withCode(true),
        answers: {
          'POST /api/reauthentication': () => ({ operation: 'rescue', target: '', methods: [], sessionsLeft: true }),
          'DELETE /api/sessions': () => ({ ended: 20, remaining: left.shift() }),
        },
      }),
      'totp.remove',
    );
    button('I can’t use these')?.click();
    await settled();
    type('password', 'correct horse');
    type('recoveryCode', '7km2xq-hd4wzs-p9fa3v');
    await submit();
    expect(await outcome).toEqual({ ok: true, value: 'done' });
    expect(api.calls.filter((call) => call === 'DELETE /api/sessions')).toHaveLength(2);
  });

  test('who lost it proves it with a recovery code instead', async () => {
    let sent: unknown;
    await asked(
      world([thisDevice()], {
        overview: withCode(true),
        answers: {
          'POST /api/reauthentication': (body: unknown) => {
            sent = body;
            return { slug: 'proof-refused', status: 403, field: 'recoveryCode', triesLeft: 2 };
          },
        },
      }),
      'totp.remove',
    );
    type('password', 'correct horse');
    button('I can’t use these')?.click();
    await settled();
    expect(text(find('form'))).toContain('All your other sessions are signed out.');
    expect((find('input[name=password]') as HTMLInputElement).value).toBe('correct horse');
    type('recoveryCode', ' abcd-efgh ');
    await submit();
    expect(sent).toMatchObject({ password: 'correct horse', recoveryCode: 'abcd-efgh' });
    expect(sent).not.toHaveProperty('code');
    expect(text(find('#keyhold-recoveryCode-error'))).toContain('That recovery code is not right');
    button('Use my second factor')?.click();
    await settled();
    expect(find('input[name=recoveryCode]')).toBeNull();
    expect(find('input[name=code]')).not.toBeNull();
  });

  test.each<[string, Operation, Overview, RegExp]>([
    ['has no codes', 'totp.remove', withCode(false), /no recovery codes left/],
    [
      'does something that no recovery code opens',
      'sessions.end',
      withCode(true, {
        recoveryCodes: { state: 'active', total: 10, remaining: 9, createdAt: null, confirmed: true, used: [] },
      }),
      /remove it there with a recovery code/,
    ],
  ])('who lost it and %s is told what to do', async (_name, operation, overview, words) => {
    await asked(world([thisDevice()], { overview }), operation);
    expect(text(find('details'))).toMatch(words);
    expect(find('input[name=recoveryCode]')).toBeNull();
  });
});

test('ending sessions asks for less, where the realm says so', async () => {
  const overview = withCode(true);
  overview.reauthentication.methodsToEndSessions = [{ kind: 'password', and: null }];
  await asked(world([thisDevice()], { overview }), 'sessions.end');
  expect(find('input[name=code]')).toBeNull();
});

test('a form that asks for the wrong things reads the truth again', async () => {
  const content = world([thisDevice()], { proof: { slug: 'invalid-request', status: 400, errors: [] } });
  await asked(content, 'totp.enrol');
  content.overview.reauthentication = passwordAndCode(true);
  type('password', 'correct horse');
  await submit();
  expect(find('input[name=code]')).not.toBeNull();
});

describe('a user with keys', () => {
  const passkey = { kind: 'passkey', and: null } as const;
  const besides = { kind: 'password', and: 'security-key' } as const;
  const ways = (...methods: Overview['reauthentication']['methods']) =>
    world([thisDevice()], {
      overview: overviewOf([thisDevice()], {
        reauthentication: { ...passwordAndCode(true), methods, methodsToEndSessions: methods },
      }),
    });
  const labels = () => [...(find('form') as HTMLElement).querySelectorAll('button, summary')].map(text).filter(Boolean);

  beforeEach(() => presumeKeys(true));
  afterEach(() => {
    presumeKeys(false);
    Reflect.deleteProperty(globalThis, 'PublicKeyCredential');
    Reflect.deleteProperty(navigator, 'credentials');
  });

  /** The browser ends the ceremony so. */
  function answers(error: string): void {
    const get = () => Promise.reject(new DOMException('', error));
    Object.defineProperty(navigator, 'credentials', { configurable: true, value: { get } });
    Object.defineProperty(globalThis, 'PublicKeyCredential', {
      configurable: true,
      value: Object.assign(function PublicKeyCredential() {}, { parseRequestOptionsFromJSON: (json: unknown) => json }),
    });
  }

  test('is offered the passkey first, and has the focus on it', async () => {
    await asked(ways(passkey, { kind: 'password', and: 'totp' }), 'totp.remove');
    expect(labels()).toEqual(['Use passkey', 'I can’t use these', 'Cancel', 'Continue']);
    expect(focused()).toBe(button('Use passkey'));
    expect(find('input[name=code]')).not.toBeNull();
  });

  test('whose ceremony came to nothing reads why, keeps what was typed, and may go on', async () => {
    answers('NotAllowedError');
    const content = ways(passkey, { kind: 'password', and: 'totp' });
    content.answers['POST /api/reauthentication/challenges'] = {
      id: 'c1',
      expiresAt: '',
      options: { timeout: 60_000 },
    };
    const { api } = await asked(content, 'totp.remove');
    type('password', 'correct horse');
    button('Use passkey')?.click();
    await settled();
    expect(text(find('[role=alert]'))).toBe('It was cancelled, or no key was there. Nothing was changed. Try again.');
    expect((find('input[name=password]') as HTMLInputElement).value).toBe('correct horse');
    expect(focused()).toBe(button('Use passkey'));
    expect(api.calls).not.toContain('POST /api/reauthentication');
  });

  test('with nothing but a passkey is told who helps when it is lost', async () => {
    await asked(ways(passkey), 'passkeys.remove');
    expect(labels()).toEqual(['Use passkey', 'I can’t use these', 'Cancel']);
    expect(text(find('details'))).toContain('Your passkey is the only way to confirm that it is you.');
  });

  test('with a security key alone beside the password uses it by submitting', async () => {
    const { api } = await asked(ways(besides), 'totp.remove');
    expect(labels()).toEqual(['I can’t use these', 'Cancel', 'Use security key']);
    await submit();
    expect(text(find('#keyhold-password-error'))).toBe('Enter your password.');
    expect(api.calls).not.toContain('POST /api/reauthentication/challenges');
  });

  describe('in a browser that knows none', () => {
    beforeEach(() => presumeKeys(false));

    test('is asked for what can be typed', async () => {
      await asked(ways(passkey, { kind: 'password', and: 'totp' }, besides), 'totp.remove');
      expect(labels()).toEqual(['I can’t use these', 'Cancel', 'Continue']);
    });

    test.each([[passkey], [besides]])('reads so where %j is the only way', async (way) => {
      await asked(ways(way), 'totp.remove');
      expect(text(find('form'))).toContain('This browser cannot use passkeys or security keys here.');
      expect(find('input[type=password]')).toBeNull();
      expect(labels()).toEqual(['I can’t use these', 'Cancel']);
    });

    test('may use a recovery code where one stands in', async () => {
      await asked(ways(besides), 'totp.remove');
      button('I can’t use these')?.click();
      await settled();
      expect(find('input[name=recoveryCode]')).not.toBeNull();
      expect(labels()).toContain('Continue');
    });
  });
});
