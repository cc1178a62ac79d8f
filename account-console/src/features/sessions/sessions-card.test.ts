import { describe, expect, test } from '@jest/globals';
import './sessions-card.ts';
import { rightPassword, type World } from '../../../gallery/fake-api.ts';
import { find, focused, mountCard, waitFor } from '../../../gallery/mount.ts';
import { many, thisDevice, variety, world } from '../../../gallery/world.ts';

const text = (node: Node | null) => (node?.textContent ?? '').replace(/\s+/g, ' ').trim();
const shadow = (element: Element) => element.shadowRoot as ShadowRoot;

async function filled(content: World) {
  const mounted = mountCard(content);
  await waitFor('ul.rows li[data-session]');
  const rows = () => [...shadow(mounted.card).querySelectorAll<HTMLElement>('li[data-session]')];
  return { ...mounted, rows };
}

/** Until the page stands still. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 40));

async function typePassword(password: string): Promise<void> {
  const input = (await waitFor('keyhold-password-field input')) as HTMLInputElement;
  input.value = password;
  find('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  await settled();
}

describe('the card', () => {
  test('loading: rows hold the place, and screen readers hear it', async () => {
    const { card } = mountCard(world([], { reading: 'hang' }));
    const skeleton = await waitFor('keyhold-skeleton-rows');
    expect(skeleton.getAttribute('label')).toBe('Loading');
    expect(shadow(card).querySelector('ul')).toBeNull();
  });

  test('empty: this device alone, and nothing to sign out', async () => {
    const { card, rows } = await filled(world([thisDevice()]));
    expect(rows()).toHaveLength(1);
    expect(text(shadow(card).querySelector('.foot'))).toBe('You are signed in only here.');
    expect(shadow(card).querySelectorAll('button')).toHaveLength(0);
  });

  test('filled: says of each session what it is, where from and since when; this device has no button', async () => {
    const { card, rows } = await filled(world(variety()));
    const [here, phone, local, offline, unknown] = rows();
    expect(text(here!)).toMatch(/^Firefox on Linux\s?This device/);
    expect(here!.querySelector('button')).toBeNull();
    expect(text(phone!)).toContain('198.51.100.7');
    expect(text(phone!)).toContain('Northwind Shop, Mail');
    expect(text(find('time', shadow(phone!.querySelector('keyhold-relative-time')!)))).toMatch(
      /^12 minutes ago, \w+day,? /,
    );
    expect(phone!.querySelector('button')?.getAttribute('aria-label')).toBe('Sign out Chrome on Android');
    expect(text(local!)).toContain('This computer');
    expect(text(offline!)).toMatch(/Unknown device\s?Offline access\s?Private network\s?10\.1\.4\.9/);
    expect(text(unknown!)).toContain('Unknown address');
    expect(text(shadow(card).querySelector('keyhold-pill[slot=state]'))).toBe('55 sessions');
    expect(text(shadow(card).querySelector('.foot'))).toContain('4 other sessions');
  });

  test('problem: says what happened, what still works, the request id, and tries again', async () => {
    const { card, api } = mountCard(world(variety(), { reading: { slug: 'keycloak-unavailable', status: 503 } }));
    const note = await waitFor('keyhold-problem-note');
    expect(text(shadow(note))).toContain('Keycloak does not answer at the moment. You stay signed in');
    expect(text(shadow(note))).toContain('Request 01JD4ZQ7X3');
    api.world.reading = 'fine';
    note.querySelector('button')?.click();
    await waitFor('ul.rows li[data-session]');
    expect(shadow(card).querySelector('keyhold-problem-note')).toBeNull();
  });

  test('offline: keeps what it had and says from when it is', async () => {
    const { card, api, account } = await filled(world(variety()));
    api.world.reading = 'down';
    await account.reload();
    await settled();
    expect(text(shadow(shadow(card).querySelector('keyhold-problem-note')!))).toMatch(
      /You see what was true at \d\d:\d\d\./,
    );
    expect(shadow(card).querySelectorAll('li[data-session]')).toHaveLength(5);
  });

  test('a long list starts with 20 rows and opens whole, with the focus on the first new one', async () => {
    const { card, rows } = await filled(world(many(40)));
    expect(rows()).toHaveLength(20);
    const more = shadow(card).querySelector<HTMLElement>('.more button')!;
    expect(text(more)).toBe('Show all 41 sessions');
    more.click();
    await settled();
    expect(rows()).toHaveLength(41);
    expect(focused()).toBe(rows()[20]!.querySelector('button'));
  });
});

describe('signing one out', () => {
  test('asks for the proof by name, repeats the call once, reads the truth again and keeps the focus', async () => {
    const { api, rows } = await filled(world(variety()));
    rows()[1]!.querySelector('button')!.click();
    const dialog = await waitFor('dialog');
    expect(text(dialog)).toContain('Confirm it is you To sign out Chrome on Android.');
    await typePassword(rightPassword);
    expect(api.calls.slice(2)).toEqual([
      'DELETE /api/sessions/phone',
      'POST /api/reauthentication',
      'DELETE /api/sessions/phone',
      'GET /api/overview',
    ]);
    expect(find('dialog')).toBeNull();
    expect(rows()).toHaveLength(4);
    expect(focused()).toBe(rows()[1]!.querySelector('button'));
  });

  test('the call is repeated once only, whatever it answers then', async () => {
    const { api, rows } = await filled(world(variety(), { ending: { slug: 'step-up-required', status: 401 } }));
    rows()[1]!.querySelector('button')!.click();
    await typePassword(rightPassword);
    expect(api.calls.filter((call) => call.startsWith('DELETE'))).toHaveLength(2);
    expect(find('dialog')).toBeNull();
  });

  test('a wrong password keeps what was typed, says what is left and takes the focus back', async () => {
    const { rows } = await filled(world(variety()));
    rows()[1]!.querySelector('button')!.click();
    await typePassword('wrong');
    const input = find('keyhold-password-field input') as HTMLInputElement;
    expect(text(find('.error'))).toBe('That password is not right. 4 tries left.');
    expect(input.value).toBe('wrong');
    expect(input.getAttribute('aria-invalid')).toBe('true');
    expect(focused()).toBe(input);
  });

  test('an empty password is not sent', async () => {
    const { api, rows } = await filled(world(variety()));
    rows()[1]!.querySelector('button')!.click();
    await typePassword('');
    expect(text(find('.error'))).toBe('Enter your password.');
    expect(api.calls).not.toContain('POST /api/reauthentication');
  });

  test.each([
    [
      'a pause says until when',
      new Date(Date.now() + 300_000).toISOString(),
      /^Too many wrong tries\. Try again at (\d+ \w+, )?\d\d:\d\d\.$/,
    ],
    ['a lock without an end says who can lift it', null, /^Too many wrong tries\. Your administrator/],
    [
      'a check that is still running is no pause',
      new Date(Date.now() + 1_000).toISOString(),
      /^Another check is still running/,
    ],
  ])('%s', async (_what, retryAt, words) => {
    const { rows } = await filled(world(variety(), { proof: { slug: 'too-many-attempts', status: 429, retryAt } }));
    rows()[1]!.querySelector('button')!.click();
    await typePassword('any');
    expect(text(find('.error'))).toMatch(words);
  });

  test('a wrong password that locked says until when', async () => {
    const retryAt = new Date(Date.now() + 60_000).toISOString();
    const proof = { slug: 'proof-refused', status: 403, field: 'password', triesLeft: 0, retryAt };
    const { rows } = await filled(world(variety(), { proof }));
    rows()[1]!.querySelector('button')!.click();
    await typePassword('wrong');
    expect(text(find('.error'))).toMatch(
      /^That password is not right\. No tries left\. Try again at (\d+ \w+, )?\d\d:\d\d\.$/,
    );
  });

  test('Escape leaves, changes nothing and returns the focus to the button', async () => {
    const { api, rows } = await filled(world(variety()));
    const button = rows()[1]!.querySelector('button')!;
    button.focus();
    button.click();
    await waitFor('keyhold-password-field input');
    find('dialog')!.dispatchEvent(new Event('cancel', { cancelable: true }));
    await settled();
    expect(find('dialog')).toBeNull();
    expect(rows()).toHaveLength(5);
    expect(focused()).toBe(rows()[1]!.querySelector('button'));
    expect(api.calls.filter((call) => call.startsWith('DELETE'))).toHaveLength(1);
  });

  test('the row says that it signs out only while a call does, not behind the question who it is', async () => {
    const { api, rows } = await filled(world(variety()));
    const words = () => text(rows()[1]!.querySelector('button'));
    rows()[1]!.querySelector('button')!.click();
    await waitFor('keyhold-password-field input');
    expect(words()).toBe('Sign out');
    expect(rows()[1]!.querySelector('[aria-disabled]')).toBeNull();
    api.world.ending = 'hang';
    await typePassword(rightPassword);
    expect(words()).toBe('Signing out…');
  });

  test('a second click while the first one is being answered begins nothing', async () => {
    const { api, rows } = await filled(world(variety()));
    const button = rows()[1]!.querySelector('button')!;
    button.click();
    await waitFor('keyhold-password-field input');
    button.click();
    await settled();
    expect(api.calls.filter((call) => call.startsWith('DELETE'))).toHaveLength(1);
  });

  test('with the last other session gone, the focus goes to the title', async () => {
    const { rows } = await filled(world(variety().slice(0, 2), { proofNeeded: false }));
    rows()[1]!.querySelector('button')!.click();
    await settled();
    expect(rows()).toHaveLength(1);
    expect(focused()?.textContent).toBe('Active sessions');
  });

  test('an end whose answer was lost counts as done when the list says so', async () => {
    const { account, api, rows } = await filled(world(variety(), { proofNeeded: false, ending: 'down' }));
    const said: unknown[] = [];
    account.addEventListener('saying', (event) => said.push((event as CustomEvent).detail));
    api.world.overview.sessions.items = api.world.overview.sessions.items.filter(({ id }) => id !== 'phone');
    rows()[1]!.querySelector('button')!.click();
    await settled();
    expect(said).toEqual([{ text: 'Signed out of Chrome on Android.', tone: 'done' }]);
  });

  test('a refusal that this page does not know is told with its request id', async () => {
    const { account, rows } = await filled(
      world(variety(), { proofNeeded: false, ending: { slug: 'of-tomorrow', status: 418 } }),
    );
    const said: unknown[] = [];
    account.addEventListener('saying', (event) => said.push((event as CustomEvent).detail));
    rows()[1]!.querySelector('button')!.click();
    await settled();
    expect(said).toEqual([
      { text: 'Chrome on Android was not signed out. Something did not work. Request 01JD4ZQ7X3', tone: 'bad' },
    ]);
  });

  test('a user who can prove nothing reads why, with a way to Keycloak’s own page', async () => {
    const content = world(variety());
    const accountUrl = 'http://localhost:8080/realms/demo/account/';
    content.overview.reauthentication = {
      methods: [],
      methodsToEndSessions: [],
      rescue: false,
      unavailable: { reason: 'no-provable-factor', accountUrl },
    };
    const { rows } = await filled(content);
    rows()[1]!.querySelector('button')!.click();
    const note = await waitFor('keyhold-problem-note');
    expect(text(shadow(note))).toContain('Your account has no password here');
    expect(note.querySelector('a')?.getAttribute('href')).toBe(accountUrl);
    expect(find('keyhold-password-field')).toBeNull();
  });
});

describe('signing all others out', () => {
  test('says how many, spares this device, and shows how far it is', async () => {
    const { card, api, account, rows } = await filled(world(many(45), { proofNeeded: false }));
    const said: string[] = [];
    account.addEventListener('saying', (event) => said.push((event as CustomEvent<{ text: string }>).detail.text));
    shadow(card).querySelector<HTMLElement>('.foot button')!.click();
    const dialog = await waitFor('dialog');
    expect(text(dialog)).toContain('45 other sessions end');
    const confirm = find('.button.primary')!;
    expect(text(confirm)).toBe('Sign out 45 sessions');
    const progress: string[] = [];
    new MutationObserver(() => progress.push(text(shadow(card).querySelector('.foot [role=status]')))).observe(
      shadow(card),
      {
        subtree: true,
        childList: true,
        characterData: true,
      },
    );
    confirm.click();
    await settled();
    expect(api.calls.filter((call) => call === 'DELETE /api/sessions')).toHaveLength(3);
    expect(progress).toContain('20 of 45');
    expect(progress).toContain('40 of 45');
    expect(rows()).toHaveLength(1);
    expect(said).toEqual(['Signed out of 45 other sessions.']);
    expect(focused()?.textContent).toBe('Active sessions');
  });

  test('shows no progress behind the question who it is', async () => {
    const { card, api } = await filled(world(many(45)));
    shadow(card).querySelector<HTMLElement>('.foot button')!.click();
    await waitFor('dialog');
    find('.button.primary')!.click();
    await waitFor('keyhold-password-field input');
    expect(shadow(card).querySelector('.foot progress')).toBeNull();
    api.world.ending = 'hang';
    await typePassword(rightPassword);
    expect(text(shadow(card).querySelector('.foot [role=status]'))).toBe('0 of 45');
  });

  test('Cancel ends nothing and returns the focus', async () => {
    const { card, api } = await filled(world(variety()));
    shadow(card).querySelector<HTMLElement>('.foot button')!.click();
    await waitFor('dialog');
    find('.safe')!.click();
    await settled();
    expect(api.calls.some((call) => call.startsWith('DELETE'))).toBe(false);
    expect(focused()).toBe(shadow(card).querySelector('.foot button'));
  });
});
