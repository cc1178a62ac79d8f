import { beforeEach, describe, expect, test } from '@jest/globals';
import './keyhold-account.ts';
import { FakeApi } from '../../gallery/fake-api.ts';
import { find, focused, waitFor } from '../../gallery/mount.ts';
import { variety, world } from '../../gallery/world.ts';
import { AccountState } from './account-state.ts';
import { initials } from './top-bar.ts';

const pause = () => new Promise((resolve) => setTimeout(resolve, 20));
const rendered = (element: Element | null | undefined): boolean =>
  (element as { hasUpdated?: boolean } | null)?.hasUpdated ?? false;

/** Waits until the page and its cards have rendered, however slow the machine is. */
async function settled(): Promise<void> {
  const done = (): boolean => {
    const account = document.querySelector('keyhold-account');
    const cards = [...(account?.shadowRoot?.querySelectorAll('keyhold-sessions-card') ?? [])];
    return rendered(account) && cards.every((card) => rendered(card.shadowRoot?.querySelector('keyhold-card')));
  };
  await pause();
  for (let tries = 0; tries < 200 && !done(); tries += 1) await pause();
  await pause();
}

/** A plain click. The first `click()` of happy-dom on a link is lost now and then. */
const press = (link: HTMLElement): boolean =>
  link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, composed: true }));

async function open(address: string, features = ['sessions']) {
  document.body.replaceChildren();
  history.replaceState(null, '', address);
  const content = world(variety());
  content.config.features = features;
  const api = new FakeApi(content);
  globalThis.fetch = (input) => api.fetch(input as Request);
  const page = document.createElement('keyhold-account');
  page.account = new AccountState(new URL('http://localhost/security/'));
  document.body.append(page);
  await waitFor('keyhold-top-bar button');
  const link = (name: string) =>
    [...(page.shadowRoot?.querySelectorAll('a') ?? [])].find((each) => each.textContent === name) as HTMLAnchorElement;
  return { page, api, link };
}

beforeEach(() => {
  document.title = '';
});

describe('the page', () => {
  test('is named, shows its card and says who is signed in', async () => {
    const { page } = await open('http://localhost/security/');
    expect(document.title).toBe('Account security');
    expect(page.shadowRoot?.querySelector('h1')?.textContent).toBe('Account security');
    expect(find('keyhold-sessions-card')).not.toBeNull();
    expect(find('keyhold-top-bar button')?.textContent).toContain('Alice Lindqvist');
  });

  test('a section has its own address, title and focus; Back returns', async () => {
    const { link } = await open('http://localhost/security/');
    expect(link('Active sessions').getAttribute('href')).toBe('/security/sessions');
    press(link('Active sessions'));
    await settled();
    expect(location.pathname).toBe('/security/sessions');
    expect(document.title).toBe('Active sessions · Account security');
    expect(link('Active sessions').getAttribute('aria-current')).toBe('page');
    expect(focused()?.textContent).toBe('Active sessions');
    history.replaceState(null, '', 'http://localhost/security/');
    window.dispatchEvent(new PopStateEvent('popstate'));
    await settled();
    expect(document.title).toBe('Account security');
    expect(focused()?.localName).toBe('h1');
  });

  test('opens at the address of a section', async () => {
    await open('http://localhost/security/sessions');
    expect(document.title).toBe('Active sessions · Account security');
  });

  test('the select of a phone goes to the same places', async () => {
    await open('http://localhost/security/');
    const select = find('select') as HTMLSelectElement;
    select.value = 'sessions';
    select.dispatchEvent(new Event('change'));
    await settled();
    expect(location.pathname).toBe('/security/sessions');
  });

  test('a click that opens a new tab stays the browser’s', async () => {
    const { link } = await open('http://localhost/security/');
    const click = new MouseEvent('click', { ctrlKey: true, cancelable: true, bubbles: true });
    link('Active sessions').addEventListener('click', (event) => event.preventDefault());
    link('Active sessions').dispatchEvent(click);
    expect(location.pathname).toBe('/security/');
  });

  test('a section that the realm has off is not there', async () => {
    const { link } = await open('http://localhost/security/', []);
    await settled();
    expect(link('Active sessions')).toBeUndefined();
    expect(find('keyhold-sessions-card')).toBeNull();
  });
});

test('who can prove nothing here is proposed nothing', async () => {
  const { page, link } = await open('http://localhost/security/', ['check-up', 'sessions']);
  const { overview } = page.account ?? {};
  if (overview == null) throw new Error('No overview');
  expect(find('keyhold-check-up-card')).not.toBeNull();
  const unavailable = { reason: 'no-provable-factor', accountUrl: 'https://id.example/account' } as const;
  page.account?.takeInlined({
    config: world([]).config,
    overview: { ...overview, reauthentication: { ...overview.reauthentication, unavailable } },
  });
  await settled();
  expect(find('keyhold-check-up-card')).toBeNull();
  expect(link('Security check-up')).toBeUndefined();
  expect(find('keyhold-sessions-card')).not.toBeNull();
});

test('signing out goes where the bridge says', async () => {
  const { page, api } = await open('http://localhost/security/');
  let left = '';
  (page.account as AccountState).leave = (address) => (left = address);
  find('.menu button')?.click();
  await settled();
  expect(api.calls.at(-1)).toBe('POST /auth/logout');
  expect(left).toBe('/signed-out');
});

test.each([
  ['Ada Lovelace', 'AL'],
  ['alice@example.org', 'AL'],
  ['bob', 'BO'],
  ['ana.maria.silva', 'AS'],
  ['', ''],
])('the initials of "%s" are %s', (name, letters) => {
  expect(initials(name)).toBe(letters);
});
