import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import './passkeys-card.ts';
import './security-keys.ts';
import { presumeKeys } from '../../app/knows-keys.ts';
import type { Overview } from '../../api/model.ts';
import { key, keysWorld, list } from '../../../gallery/keys-world.ts';
import { find, focused, mount, waitFor } from '../../../gallery/mount.ts';
import { overviewOf, world } from '../../../gallery/world.ts';

const text = (node: Node | null) => (node?.textContent ?? '').replace(/\s+/g, ' ').trim();
const settled = () => new Promise((resolve) => setTimeout(resolve, 40));
const rows = (selector = 'ul.rows') => [...(find(selector)?.querySelectorAll('li') ?? [])];
const names = (selector?: string) => rows(selector).map((row) => text(row.querySelector('bdi')));

beforeEach(() => presumeKeys(true));
afterEach(() => presumeKeys(false));

async function shown(passkeys: Overview['passkeys'], more: Partial<Overview> = {}) {
  const mounted = mount('keyhold-passkeys-card', keysWorld(passkeys, more));
  const said: string[] = [];
  mounted.account.addEventListener('saying', (event) =>
    said.push((event as CustomEvent<{ text: string }>).detail.text),
  );
  await waitFor('ul.rows li, .said');
  return { ...mounted, said };
}

describe('the card', () => {
  test('loading: a row holds the place', async () => {
    mount('keyhold-passkeys-card', world([], { reading: 'hang' }));
    expect((await waitFor('keyhold-skeleton-rows')).getAttribute('rows')).toBe('1');
  });

  test('problem: says what happened', async () => {
    mount('keyhold-passkeys-card', world([], { reading: { slug: 'keycloak-unavailable', status: 503 } }));
    expect(text((await waitFor('keyhold-problem-note')).shadowRoot)).toContain('Your passkeys cannot be shown');
  });

  test('empty: one button adds the first', async () => {
    await shown(list([]));
    expect(text(find('.said'))).toBe('You have no passkey yet.');
    expect(text(find('.add'))).toBe('Add passkey');
  });

  test('a key is called by its user, else by its maker, else by its kind; its name is text', async () => {
    await shown(list([key('1', { label: '<b>Mine</b>', model: 'YubiKey' }), key('2', { model: 'YubiKey' }), key('3')]));
    expect(names()).toEqual(['<b>Mine</b>', 'YubiKey', 'Passkey']);
    expect(rows()[0]?.querySelector('b')).toBeNull();
    expect(rows().map((row) => row.querySelector('.test')?.getAttribute('aria-label'))).toEqual([
      'Test <b>Mine</b>',
      'Test YubiKey',
      'Test Passkey',
    ]);
  });

  test('where it is kept is said when it is known', async () => {
    await shown(list([key('1', { synced: true }), key('2', { synced: false }), key('3')]));
    expect(rows().map((row) => text(row.querySelector('keyhold-pill')))).toEqual(['Synced', 'This device only', '']);
  });

  test('where sign-in takes none, none is added, and those that are there can go', async () => {
    await shown(list([key('1')], { state: 'off' }));
    expect(text(find('.said'))).toBe('Sign-in here does not ask for these keys.');
    expect([find('.add'), find('.remove')]).toEqual([null, expect.anything()]);
  });
});

describe('a browser that knows no keys', () => {
  beforeEach(() => presumeKeys(false));

  test('is told so in place of buttons that would fail; names and removal stay', async () => {
    await shown(list([key('1')]));
    expect(text(find('.said'))).toContain('This browser cannot use passkeys or security keys here.');
    expect([find('.add'), find('.test')]).toEqual([null, null]);
    expect([find('.rename'), find('.remove')]).toEqual([expect.anything(), expect.anything()]);
  });
});

describe('where the keys belong to another site', () => {
  const elsewhere = list([], { here: false });

  test('users are told which page adds them', async () => {
    await shown(elsewhere);
    await settled();
    expect([...(find('keyhold-card') as HTMLElement).querySelectorAll('.said')].map(text)).toEqual([
      'Your organisation’s sign-in page adds these keys; you come back here afterwards.',
    ]);
  });

  test('administrators also read what is set up so', async () => {
    const { user } = overviewOf([]);
    await shown(elsewhere, { user: { ...user, administrator: true } });
    await settled();
    expect(text(find('keyhold-card'))).toContain(
      'For administrators: the keys of this realm belong to example.org, and localhost is no part of it.',
    );
  });
});

describe('as many keys as the realm allows', () => {
  const old = key('old', { label: 'Old phone', createdAt: '2024-01-01T00:00:00Z' });
  const used = key('used', { label: 'Laptop', createdAt: '2023-01-01T00:00:00Z', lastUsedAt: '2026-11-01T00:00:00Z' });
  const usb = key('usb', { label: 'USB', createdAt: '2025-01-01T00:00:00Z' });
  const full = () => ({ ...list([used, old], {}, [usb]), max: 3 });

  async function reviewing() {
    const mounted = await shown(full());
    find('.add')?.click();
    await waitFor('dialog[open] .rows');
    return mounted;
  }

  const review = () => find('keyhold-review-keys-dialog')?.shadowRoot as ShadowRoot;
  const listed = () => [...review().querySelectorAll('li bdi')].map(text);

  test('are looked through before another: what was not used for longest first', async () => {
    const { api } = await reviewing();
    expect(text(review().querySelector('#summary'))).toContain('You have 3 keys, as many as your organisation allows.');
    expect(listed()).toEqual(['Old phone', 'Laptop', 'USB']);
    expect(review().querySelector('.rename, .test, .primary')).toBeNull();
    (review().querySelector('.bar .button') as HTMLElement).click();
    await settled();
    expect(find('dialog[open]')).toBeNull();
    expect(api.calls.filter((call) => !call.startsWith('GET'))).toEqual([]);
    expect(focused()).toBe(find('.add'));
  });

  test('one that is removed makes room, and the new one is added then', async () => {
    const { api } = await reviewing();
    const { passkeys } = api.world.overview.passkeys;
    api.world.answers['DELETE /api/passkeys/old'] = () => {
      passkeys.items = passkeys.items.filter(({ id }) => id !== 'old');
      return {};
    };
    api.world.answers['POST /api/passkeys/enrolments'] = { slug: 'keycloak-unavailable', status: 503 };
    (review().querySelector('[data-key=old] .remove') as HTMLElement).click();
    await settled();
    expect(text(review().querySelector('[role=status]'))).toBe('Old phone removed.');
    expect(text(review().querySelector('#summary'))).toBe('There is room for a new key now.');
    expect(listed()).toEqual(['Laptop', 'USB']);
    const add = review().querySelector('.primary') as HTMLElement;
    expect([text(add), focused()]).toEqual(['Add passkey', add]);
    add.click();
    await settled();
    expect(api.calls).toContain('POST /api/passkeys/enrolments');
    expect(find('keyhold-review-keys-dialog')).toBeNull();
  });

  test('one that cannot be removed is said, and stays', async () => {
    const { api } = await reviewing();
    api.world.answers['DELETE /api/passkeys/old'] = { slug: 'last-sign-in', status: 409 };
    (review().querySelector('[data-key=old] .remove') as HTMLElement).click();
    await settled();
    expect(text(review().querySelector('[role=status]'))).toContain('Old phone was not removed.');
    expect([listed().length, focused()]).toEqual([3, review().querySelector('[data-key=old] .remove')]);
  });
});

test('who comes back from the sign-in page reads what came of it, once', async () => {
  history.replaceState(null, '', '/passkeys?outcome=cancelled');
  const { said } = await shown(list([]));
  await settled();
  expect(said).toEqual(['Nothing was added: it was cancelled on the sign-in page.']);
  expect(location.search).toBe('');
});
