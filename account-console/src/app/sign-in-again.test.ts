import { beforeEach, describe, expect, test } from '@jest/globals';
import '../features/sessions/sessions-card.ts';
import { rightPassword } from '../../gallery/fake-api.ts';
import { find, mountCard, waitFor } from '../../gallery/mount.ts';
import { variety, world } from '../../gallery/world.ts';
import { signInAgain, takeOpenDialog } from './sign-in-again.ts';

const settled = () => new Promise((resolve) => setTimeout(resolve, 40));

beforeEach(() => {
  history.replaceState(null, '', 'http://localhost/sessions');
  sessionStorage.clear();
});

async function loseSessionInDialog(): Promise<string> {
  const { card, api, account } = mountCard(world(variety(), { proof: { slug: 'not-signed-in', status: 401 } }));
  let left = '';
  account.leave = (address) => (left = address);
  await waitFor('ul.rows li[data-session]');
  card.shadowRoot?.querySelector<HTMLElement>('li[data-session=phone] button')?.click();
  ((await waitFor('keyhold-password-field input')) as HTMLInputElement).value = rightPassword;
  find('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  await settled();
  expect(api.calls.at(-1)).toBe('POST /api/reauthentication');
  find('.button.primary')?.click();
  return left;
}

describe('a session that is lost in a dialog', () => {
  test('offers to sign in again, and remembers the dialog without anything secret', async () => {
    const left = new URL(await loseSessionInDialog());
    expect(left.pathname).toBe('/auth/login');
    expect(left.searchParams.get('returnTo')).toBe('/sessions?dialog=sessions.end');
    const stored = sessionStorage.getItem(sessionStorage.key(0) ?? '');
    expect(stored).toBe('{"operation":"sessions.end","subject":"phone"}');
    expect(stored).not.toContain(rightPassword);
  });

  test('is back in that dialog after signing in, once, having changed nothing yet', async () => {
    await loseSessionInDialog();
    history.replaceState(null, '', 'http://localhost/sessions?dialog=sessions.end');
    const { api } = mountCard(world(variety()));
    await waitFor('keyhold-password-field input');
    expect(find('dialog #summary')?.textContent).toBe('To sign out Chrome on Android.');
    expect(api.calls.some((call) => call.startsWith('DELETE'))).toBe(false);
    expect(location.search).toBe('');
    expect(sessionStorage).toHaveLength(0);
  });
});

test('an address from elsewhere opens no dialog', async () => {
  history.replaceState(null, '', 'http://localhost/sessions?dialog=sessions.end');
  mountCard(world(variety()));
  await waitFor('ul.rows li[data-session]');
  await settled();
  expect(find('dialog')).toBeNull();
  expect(location.search).toBe('');
});

test('without a dialog it leads back to the address alone', () => {
  const { account } = mountCard(world(variety()));
  let left = '';
  account.leave = (address) => (left = address);
  signInAgain(account);
  expect(new URL(left).searchParams.get('returnTo')).toBe('/sessions');
  expect(takeOpenDialog()).toBeNull();
});
