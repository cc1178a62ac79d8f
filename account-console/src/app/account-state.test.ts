import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { FakeApi } from '../../gallery/fake-api.ts';
import { overviewOf, thisDevice, variety, world } from '../../gallery/world.ts';
import { AccountState } from './account-state.ts';

const settled = () => new Promise((resolve) => setTimeout(resolve, 10));

let attached: AccountState[] = [];

function attach(content = world(variety())): { account: AccountState; api: FakeApi } {
  const api = new FakeApi(content);
  globalThis.fetch = (input) => api.fetch(input as Request);
  const account = new AccountState(new URL('http://localhost/security/'));
  account.attach();
  attached.push(account);
  return { account, api };
}

function inline(state: unknown): void {
  const script = document.createElement('script');
  script.type = 'application/json';
  script.id = 'keyhold-state';
  script.textContent = JSON.stringify(state);
  document.body.append(script);
}

beforeEach(() => document.body.replaceChildren());
afterEach(() => {
  attached.forEach((account) => account.detach());
  attached = [];
});

describe('the first state', () => {
  test('comes from the page when it is there, without a request', () => {
    const { config, overview } = world(variety());
    inline({ config, overview });
    const { account, api } = attach();
    expect(account.overview?.sessions.items).toHaveLength(5);
    expect(api.calls).toEqual([]);
  });

  test('may be a problem that the bridge met; another try reads', async () => {
    inline({
      config: world([]).config,
      overview: null,
      problem: { type: 'urn:keyhold:problem:keycloak-unavailable', requestId: 'r1' },
    });
    const { account, api } = attach();
    expect(account.problem).toEqual({ slug: 'keycloak-unavailable', requestId: 'r1' });
    await account.reload();
    expect(account.problem).toBeNull();
    expect(api.calls).toEqual(['GET /api/overview']);
  });

  test('else is read below the base path, with the header that no foreign page can send', async () => {
    const { account, api } = attach();
    await settled();
    expect(api.calls).toEqual(['GET /api/config', 'GET /api/overview']);
    expect(api.headers.get('x-keyhold')).toBe('1');
    expect(account.overview?.user.username).toBe('alice');
  });
});

describe('the truth is read again', () => {
  test('when an answer says that the page shows something older', async () => {
    const { account, api } = attach();
    await settled();
    api.world.overview = overviewOf([thisDevice()]);
    api.changed = true;
    await account.call((client, init) => client.GET('/api/config', init));
    await settled();
    expect(account.overview?.sessions.items).toHaveLength(1);
  });

  test('when the network comes back, and when the page is looked at again after a while', async () => {
    const { account, api } = attach();
    await settled();
    window.dispatchEvent(new Event('online'));
    await settled();
    expect(api.calls).toHaveLength(3);
    document.dispatchEvent(new Event('visibilitychange'));
    await settled();
    expect(api.calls).toHaveLength(3);
    account.readAt = new Date(Date.now() - 60_000);
    document.dispatchEvent(new Event('visibilitychange'));
    await settled();
    expect(api.calls).toHaveLength(4);
  });

  test('who asks while a reading is under way gets one that began after the question', async () => {
    const { account, api } = attach();
    const before = account.reload();
    const after = Promise.all([account.reload(), account.reload()]);
    await Promise.all([before, after]);
    expect(api.calls.filter((call) => call === 'GET /api/overview').length).toBeGreaterThanOrEqual(2);
  });
});

test('going offline is said at once, and over when the network is back', async () => {
  const { account } = attach();
  await settled();
  window.dispatchEvent(new Event('offline'));
  expect(account.problem?.slug).toBe('offline');
  window.dispatchEvent(new Event('online'));
  await settled();
  expect(account.problem).toBeNull();
});

test('a lost session is noted for the whole page and keeps what is on screen', async () => {
  const { account, api } = attach();
  await settled();
  api.world.reading = { slug: 'not-signed-in', status: 401 };
  await account.reload();
  expect(account.signedOut).toBe(true);
  expect(account.overview).not.toBeNull();
});
