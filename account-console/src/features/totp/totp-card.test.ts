import { beforeEach, describe, expect, test } from '@jest/globals';
import './totp-card.ts';
import type { Overview } from '../../api/model.ts';
import type { World } from '../../../gallery/fake-api.ts';
import { app, codes, enrolment, factorsWorld, secret, withApps } from '../../../gallery/factors-world.ts';
import { key, list } from '../../../gallery/keys-world.ts';
import { find, focused, mount, waitFor } from '../../../gallery/mount.ts';
import { world } from '../../../gallery/world.ts';

const text = (node: Node | null) => (node?.textContent ?? '').replace(/\s+/g, ' ').trim();
const settled = () => new Promise((resolve) => setTimeout(resolve, 40));
const button = (selector: string) => find(selector) as HTMLButtonElement;
const errorAt = (name: string) => text(find(`#keyhold-${name}-error`));

const pixel = app('a1', 'Pixel 9');
const verification = 'POST /api/totp/enrolments/e1/confirmation';

async function filled(overview: Overview, answers: World['answers'] = {}) {
  const mounted = mount('keyhold-totp-card', factorsWorld(overview, answers));
  await waitFor('ul.rows li .what');
  const said: string[] = [];
  mounted.account.addEventListener('saying', (event) =>
    said.push((event as CustomEvent<{ text: string }>).detail.text),
  );
  return { ...mounted, said };
}

async function enrolling(answers: World['answers'] = {}, overview = withApps([])) {
  const mounted = await filled(overview, answers);
  button('.add').click();
  await waitFor('.qr');
  return mounted;
}

function type(name: string, value: string): void {
  (find(`input[name=${name}]`) as HTMLInputElement).value = value;
}

async function submit(): Promise<void> {
  find('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  await settled();
}

async function verify(code: string): Promise<void> {
  type('code', code);
  await submit();
}

const stored = () => JSON.stringify([sessionStorage, localStorage].flatMap((storage) => Object.entries(storage)));

const pressEscape = () => find('dialog')?.dispatchEvent(new Event('cancel', { cancelable: true }));

beforeEach(() => history.replaceState(null, '', '/'));

describe('the only app beside a security key', () => {
  const beside = { ...withApps([pixel]), passkeys: list([], {}, [key('usb')]) };

  test('is removed, and sign-in goes on asking for a second factor', async () => {
    const { said, api } = await filled(beside, { 'DELETE /api/totp/a1': {} });
    expect(text(find('.remove'))).toBe('Remove');
    button('.remove').click();
    await settled();
    expect(api.calls).toContain('DELETE /api/totp/a1');
    expect(said.join()).toMatch(/Pixel 9.* removed/);
  });

  test('is followed by another under its own name', async () => {
    await filled({ ...withApps([]), passkeys: beside.passkeys });
    expect([text(find('keyhold-pill')), text(find('.add'))]).toEqual(['On', 'Add authenticator app']);
  });
});

describe('the card', () => {
  test('loading: a row holds the place', async () => {
    mount('keyhold-totp-card', world([], { reading: 'hang' }));
    expect((await waitFor('keyhold-skeleton-rows')).getAttribute('rows')).toBe('1');
  });

  test('problem: says what happened', async () => {
    mount('keyhold-totp-card', world([], { reading: { slug: 'keycloak-unavailable', status: 503 } }));
    const note = await waitFor('keyhold-problem-note');
    expect(text(note.shadowRoot)).toContain('Your second factors cannot be shown');
  });

  test('empty: it is off, and one button turns it on', async () => {
    await filled(withApps([]));
    expect(text(find('keyhold-pill'))).toBe('Off');
    expect(text(find('.add'))).toBe('Enable two-factor authentication');
    expect(text(find('li h3'))).toBe('Authenticator app');
  });

  test('one app: it is on, and can be disabled; its name is text whatever it is', async () => {
    await filled(withApps([app('a1', '<img src=x onerror=alert(1)>')]));
    expect(text(find('keyhold-pill'))).toBe('On');
    expect(text(find('li .name'))).toBe('<img src=x onerror=alert(1)>');
    expect(find('li img')).toBeNull();
    expect(text(find('li .facts'))).toMatch(/^Added /);
    expect(text(find('li .remove'))).toBe('Disable');
  });

  test('several apps: each can be removed by its name, and one more can be added', async () => {
    await filled(withApps([pixel, app('a2', null)]));
    expect(text(find('[data-app=a2] .remove'))).toBe('Remove');
    expect(find('[data-app=a2] .remove')?.getAttribute('aria-label')).toBe('Remove Authenticator app');
    expect(text(find('.add'))).toBe('Add another app');
  });

  test.each<[Partial<Overview['totp']>, RegExp]>([
    [{ state: 'unsupported', reason: 'hotp' }, /counter-based/],
    [{ state: 'unsupported', reason: 'of-tomorrow' }, /cannot be set up here/],
    [{ state: 'off', reason: 'not-asked' }, /asks for no code/],
  ])('says why nothing can be added: %j', async (totp, words) => {
    await filled(withApps([], totp));
    expect(text(find('li'))).toMatch(words);
    expect(find('.add')).toBeNull();
  });

  test('where a second factor is required, the last one says so and asks for no proof in vain', async () => {
    const { api, said } = await filled(withApps([pixel], { required: true }));
    expect(text(find('.required'))).toContain('requires a second factor');
    button('.remove').click();
    await settled();
    expect(said).toEqual([expect.stringContaining('requires a second factor')]);
    expect(api.calls.filter((call) => !call.startsWith('GET'))).toEqual([]);
  });
});

describe('adding an app', () => {
  test('asks for the proof by name before anything is shown', async () => {
    let proven = false;
    const { api } = await filled(withApps([]), {
      'POST /api/totp/enrolments': () => (proven ? enrolment() : { slug: 'step-up-required', status: 401 }),
      'POST /api/reauthentication': () => ((proven = true), {}),
    });
    button('.add').click();
    expect(text(await waitFor('dialog'))).toContain('Confirm it is you To add an authenticator app.');
    (find('keyhold-password-field input') as HTMLInputElement).value = 'correct horse';
    await submit();
    expect(text(find('dialog h2'))).toBe('Authenticator app');
    expect(api.calls.filter((call) => call.startsWith('POST'))).toEqual([
      'POST /api/totp/enrolments',
      'POST /api/reauthentication',
      'POST /api/totp/enrolments',
    ]);
  });

  test('shows QR code, key in groups and a link for phones; the key stands nowhere else', async () => {
    await enrolling();
    expect(find('.qr')?.getAttribute('aria-label')).toBe('QR code for your authenticator app');
    expect(text(find('.key'))).toBe('JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP');
    expect(find('a.open')?.getAttribute('href')).toMatch(/^otpauth:\/\/totp\//);
    expect(focused()).toBe(find('dialog h2'));
    expect(location.href + stored()).not.toContain(secret);
  });

  test('from code to codes: verified, saved, said, and nothing of it is left in the page', async () => {
    let sent: unknown;
    const overview = withApps([]);
    const { api, account, said } = await enrolling(
      {
        [verification]: (body: unknown) => {
          sent = body;
          return { item: app('a2', 'Pixel 9'), recoveryCodes: { set: 's1', codes } };
        },
      },
      overview,
    );
    type('label', ' Pixel 9 ');
    api.world.overview = withApps([app('a2', 'Pixel 9')]);
    await verify('123 456');
    expect(sent).toEqual({ code: '123456', label: 'Pixel 9' });
    expect(text(find('dialog h2'))).toBe('Recovery codes');
    expect(text(find('.codes'))).toContain(codes[9]);
    expect(account.overview?.totp.items).toHaveLength(1);
    const tick = find('input[name=saved]') as HTMLInputElement;
    tick.click();
    await submit();
    expect(said).toEqual(['Pixel 9 added. Sign-in asks for its code from now on. Recovery codes saved.']);
    expect(find('dialog')).toBeNull();
    expect(document.documentElement.outerHTML + stored()).not.toContain(codes[0]);
  });

  test('somebody who has recovery codes sees no third step', async () => {
    const overview = withApps([]);
    overview.recoveryCodes = { ...overview.recoveryCodes, state: 'active', remaining: 8 };
    const { said } = await enrolling({ [verification]: { item: pixel, recoveryCodes: null } }, overview);
    expect([...(find('.steps')?.querySelectorAll('li') ?? [])].map(text)).toEqual(['1Scan', '2Code']);
    await verify('123456');
    expect(said).toEqual(['Pixel 9 added. Sign-in asks for its code from now on.']);
    expect(find('dialog')).toBeNull();
  });

  test.each([
    ['', 'Enter the code that your authenticator app shows.'],
    ['12345', 'The code has 6 digits.'],
    ['1234567', 'The code has 6 digits.'],
    ['12a456', 'The code has digits only.'],
    ['１２３４５６', 'Type the digits as 0 to 9. These are digits of another kind.'],
  ])('%j is refused at the field in plain words, and nothing is sent', async (typed, words) => {
    const { api } = await enrolling();
    await verify(typed);
    expect(errorAt('code')).toBe(words);
    expect(api.calls).not.toContain(verification);
    expect((find('input[name=code]') as HTMLInputElement).value).toBe(typed);
  });

  test.each([
    [null, /^That code is not right/],
    [34, /clock of your phone is 34 seconds ahead/],
    [-121, /clock of your phone is 2 minutes behind/],
  ])('a wrong code, clock off by %s: says so, keeps what was typed', async (clockOffBySeconds, words) => {
    await enrolling({ [verification]: { slug: 'code-refused', status: 422, clockOffBySeconds } });
    type('label', 'Pixel 9');
    await verify('123456');
    expect(errorAt('code')).toMatch(words);
    expect((find('input[name=code]') as HTMLInputElement).value).toBe('123456');
    expect((find('input[name=label]') as HTMLInputElement).value).toBe('Pixel 9');
    expect(focused()).toBe(find('input[name=code]'));
  });

  test('a name that is taken: the error sits at the name', async () => {
    await enrolling({ [verification]: { slug: 'label-taken', status: 409 } });
    await verify('123456');
    expect(errorAt('label')).toContain('has this name');
    expect(errorAt('code')).toBe('');
  });

  test('an enrolment that is over says so; "Start again" makes a new one and keeps the name', async () => {
    const { api } = await enrolling({ [verification]: { slug: 'enrolment-gone', status: 404 } });
    type('label', 'Pixel 9');
    await verify('123456');
    expect(text(find('keyhold-problem-note')?.shadowRoot ?? null)).toContain('This took too long');
    expect(find('.qr')).toBeNull();
    button('dialog .primary').click();
    await waitFor('.qr');
    expect((find('input[name=label]') as HTMLInputElement).value).toBe('Pixel 9');
    expect(api.calls.filter((call) => call === 'POST /api/totp/enrolments')).toHaveLength(2);
  });

  test('Escape cancels it on the server, changes nothing and brings the focus back', async () => {
    const { api, said } = await enrolling();
    pressEscape();
    await settled();
    expect(find('dialog')).toBeNull();
    expect(api.calls).toContain('DELETE /api/totp/enrolments/e1');
    expect(said).toEqual([]);
    expect(focused()).toBe(find('.add'));
  });

  test('Escape while the code is on its way: the answer decides', async () => {
    let answer = (_: object): void => undefined;
    const { api, said } = await enrolling();
    const { fetch } = api;
    globalThis.fetch = (input) =>
      (input as Request).url.endsWith('/confirmation')
        ? new Promise((resolve) => (answer = (body) => resolve(Response.json(body))))
        : fetch(input as Request);
    await verify('123456');
    pressEscape();
    await settled();
    expect(find('dialog')).not.toBeNull();
    answer({ item: pixel, recoveryCodes: null });
    await settled();
    expect(said).toEqual([expect.stringContaining('Pixel 9 added')]);
    expect(api.calls).not.toContain('DELETE /api/totp/enrolments/e1');
  });

  test('replacing names the old app as its target and says that it works until then', async () => {
    let sent: unknown;
    await filled(withApps([pixel]), {
      'POST /api/totp/enrolments': (body: unknown) => {
        sent = body;
        return enrolment();
      },
    });
    button('.replace').click();
    await waitFor('.qr');
    expect(sent).toEqual({ replaces: 'a1' });
    expect(text(find('dialog #summary'))).toContain('“Pixel 9” keeps working until then');
    expect((find('input[name=label]') as HTMLInputElement).value).toBe('Pixel 9');
  });

  test('comes back to the dialog in which the session was lost, with the proof first', async () => {
    sessionStorage.setItem('keyhold-open-dialog', JSON.stringify({ operation: 'totp.enrol', subject: '' }));
    history.replaceState(null, '', '/totp?dialog=totp.enrol');
    await filled(withApps([]));
    expect(text(await waitFor('dialog'))).toContain('To add an authenticator app.');
    expect(location.search).toBe('');
  });
});

describe('removing an app', () => {
  const removal = 'DELETE /api/totp/a1';

  test('the last one: says what is off now', async () => {
    const { api, said } = await filled(withApps([pixel]), {
      [removal]: () => ((api.world.overview = withApps([])), {}),
    });
    button('.remove').click();
    await settled();
    expect(said).toEqual(['Two-factor authentication is off. Sign-in no longer asks for a code.']);
    expect(text(find('keyhold-pill'))).toBe('Off');
  });

  test.each([
    ['not-found', 404, 'Pixel 9 had already been removed.'],
    ['last-factor', 409, 'Pixel 9 was not removed. Your organisation requires a second factor.'],
    ['keycloak-unavailable', 503, 'Pixel 9 was not removed. Keycloak does not answer at the moment.'],
  ])('%s: says so and reads the truth again', async (slug, status, words) => {
    const { api, said } = await filled(withApps([pixel, app('a2', 'Tablet')]), { [removal]: { slug, status } });
    button('[data-app=a1] .remove').click();
    await settled();
    expect(said[0]).toContain(words);
    expect(api.calls.at(-1)).toBe('GET /api/overview');
  });
});

describe('renaming an app', () => {
  const renaming = 'PUT /api/totp/a1';

  async function opened(answers: World['answers'] = {}) {
    const mounted = await filled(withApps([pixel, app('a2', 'Tablet')]), answers);
    button('[data-app=a1] .rename').click();
    await waitFor('input[name=label]');
    return mounted;
  }

  test('in its row, with the old name to begin with; then the focus is back', async () => {
    let sent: unknown;
    const { said } = await opened({ [renaming]: (body: unknown) => ((sent = body), app('a1', 'Work phone')) });
    expect((find('input[name=label]') as HTMLInputElement).value).toBe('Pixel 9');
    type('label', '  Work phone ');
    await submit();
    expect(sent).toEqual({ label: 'Work phone' });
    expect(said).toEqual(['Renamed to Work phone.']);
    expect(focused()).toBe(find('[data-app=a1] .rename'));
  });

  test('a taken name and an empty one are refused at the field, what was typed stays', async () => {
    const { api } = await opened({ [renaming]: { slug: 'label-taken', status: 409 } });
    type('label', 'Tablet');
    await submit();
    expect(errorAt('label')).toBe('Another one has this name.');
    expect((find('input[name=label]') as HTMLInputElement).value).toBe('Tablet');
    const calls = api.calls.length;
    type('label', '  ');
    await submit();
    expect(errorAt('label')).toBe('Type a name.');
    expect(api.calls).toHaveLength(calls);
  });

  test('Escape leaves it as it was', async () => {
    const { api } = await opened();
    find('input[name=label]')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await settled();
    expect(find('input[name=label]')).toBeNull();
    expect(api.calls).not.toContain(renaming);
  });
});
