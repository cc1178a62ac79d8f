import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import './pin-card.ts';
import type { PinState } from '../../api/model.ts';
import type { World } from '../../../gallery/fake-api.ts';
import { find, focused, mount, waitFor } from '../../../gallery/mount.ts';
import { noPin, overviewOf, passwordAndCode, thisDevice, world } from '../../../gallery/world.ts';
import { withProof } from '../reauthentication/with-proof.ts';

const text = (node: Node | null) => (node?.textContent ?? '').replace(/\s+/g, ' ').trim();
const settled = () => new Promise((resolve) => setTimeout(resolve, 40));
const ahead = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

const rules = { digits: { min: 6, max: 12 }, birthdays: ['050387'], common: ['315475'] };
const isSet = { ...noPin, setAt: '2026-11-23T09:00:00Z' };
/** As the plugin says it; the bridge hands it through. */
const golden = (name: string) => {
  const path = new URL(`../../../../test/contract/pin/${name}.json`, import.meta.url);
  const body = JSON.parse(readFileSync(path, 'utf8')) as { type: string; status: number };
  return { ...body, slug: body.type.replace('urn:keyhold:problem:', '') };
};

const worldOf = (pin: PinState, answers: World['answers'] = {}) =>
  world([thisDevice()], {
    overview: overviewOf([thisDevice()], { pin, reauthentication: passwordAndCode(true) }),
    answers: { 'GET /api/pin/rules': rules, ...answers },
  });

function shown(pin: PinState, answers: World['answers'] = {}) {
  const mounted = mount('keyhold-pin-card', worldOf(pin, answers));
  mounted.card.prove = withProof;
  const said: string[] = [];
  mounted.account.addEventListener('saying', (event) =>
    said.push((event as CustomEvent<{ text: string }>).detail.text),
  );
  return { ...mounted, said };
}

async function opened(pin: PinState, button: string, answers: World['answers'] = {}) {
  const mounted = shown(pin, answers);
  (await waitFor(button)).click();
  await waitFor('.rules li');
  return mounted;
}

function type(name: string, value: string): void {
  const input = find(`input[name=${name}]`) as HTMLInputElement;
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
}

function fill({ current, pin = '008391', again = pin }: { current?: string; pin?: string; again?: string }): void {
  if (current !== undefined) type('currentPin', current);
  type('pin', pin);
  type('confirmation', again);
}

const send = () => find('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
async function submit(): Promise<void> {
  send();
  await settled();
}

const errorAt = (name: string) => text(find(`#keyhold-${name}-error`));
const focusedName = () => (focused() as HTMLInputElement).name;

describe('the card', () => {
  test('loading: a row holds the place', async () => {
    mount('keyhold-pin-card', world([], { reading: 'hang' }));
    expect((await waitFor('keyhold-skeleton-rows')).getAttribute('rows')).toBe('1');
  });

  test('problem: says what happened', async () => {
    mount('keyhold-pin-card', world([], { reading: { slug: 'keycloak-unavailable', status: 503 } }));
    expect(text((await waitFor('keyhold-problem-note')).shadowRoot)).toContain('Your PIN cannot be shown');
  });

  test.each<[string, PinState, RegExp, string[]]>([
    ['none', noPin, /You have no PIN/, ['Set up PIN']],
    ['set', isSet, /Set .*2026|Set .*Nov|Set .*\d/, ['Forgot PIN?', 'Change PIN']],
    ['held', { ...isSet, heldUntil: ahead(60) }, /wait with payments until/, ['Forgot PIN?', 'Change PIN']],
    ['missed', { ...isSet, triesLeft: 3 }, /3 tries left/, ['Forgot PIN?', 'Change PIN']],
    [
      'paused',
      { ...isSet, pausedUntil: ahead(5) },
      /Paused until .+ Everything else works/s,
      ['Forgot PIN?', 'Change PIN'],
    ],
    ['disabled', { ...isSet, disabled: true }, /Set a new PIN with/, ['Forgot PIN?']],
    ['read-only', { ...isSet, state: 'read-only' }, /lets nobody set or change/, []],
    ['unavailable', { ...isSet, state: 'unavailable' }, /PINs do not work now/, []],
  ])('%s', async (_name, pin, words, buttons) => {
    const { card } = shown(pin);
    expect(text(await waitFor('li .what'))).toMatch(words);
    expect([...(card.shadowRoot?.querySelectorAll('.button') ?? [])].map(text)).toEqual(buttons);
  });

  test('a pause or a hold that is over is not told', async () => {
    shown({ ...isSet, pausedUntil: ahead(-1), heldUntil: ahead(-1) });
    expect(text(await waitFor('.facts'))).toBe('');
  });
});

describe('setting a PIN', () => {
  test('sends what was typed, leading zeros with it, and says that it is set', async () => {
    const sent: unknown[] = [];
    const { said, api } = await opened(noPin, '.set-up', {
      'PUT /api/pin': (body: unknown) => {
        sent.push(body);
        return { ...isSet, heldUntil: ahead(60) };
      },
    });
    expect(focusedName()).toBe('pin');
    expect((find('input[name=pin]') as HTMLInputElement).inputMode).toBe('numeric');
    expect((find('input[name=pin]') as HTMLInputElement).autocomplete).toBe('new-password');
    fill({ pin: '008391' });
    send();
    await submit();
    expect(sent).toEqual([{ pin: '008391' }]);
    expect(api.calls.filter((call) => call.startsWith('PUT'))).toHaveLength(1);
    expect(said).toEqual([expect.stringMatching(/^PIN set\. Some apps wait/)]);
  });

  test('asks for the proof over the form, and sets it after that', async () => {
    let proven = false;
    const { said } = await opened(isSet, '.forgot', {
      'PUT /api/pin': () =>
        proven ? isSet : { slug: 'step-up-required', status: 401, operation: 'pin.set', target: '' },
      'POST /api/reauthentication': () => {
        proven = true;
        return { operation: 'pin.set', target: '', methods: ['password', 'totp'], expiresAt: ahead(5) };
      },
    });
    fill({});
    await submit();
    const proof = await waitFor('keyhold-reauthentication-dialog');
    expect(text(proof.shadowRoot)).toContain('I can’t use these');
    const root = proof.shadowRoot as ShadowRoot;
    (root.querySelector('input[name=password]') as HTMLInputElement).value = 'correct horse';
    (root.querySelector('input[name=code]') as HTMLInputElement).value = '123456';
    root.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    await settled();
    expect(said).toEqual(['PIN set.']);
  });

  test.each([
    ['Arabic digits', '٨٣٩٢٧٤', /Only the digits 0 to 9/],
    ['full-width digits', '８３９２７４', /Only the digits 0 to 9/],
    ['a space', '839 274', /Only the digits 0 to 9/],
    ['a space at the end', '839274 ', /Only the digits 0 to 9/],
    ['letters', '83a274', /Only the digits 0 to 9/],
    ['5 digits', '83927', /6 to 12 digits/],
    ['13 digits', '8392741650389', /6 to 12 digits/],
    ['a birthday', '1050387', /Not your birthday/],
    ['a common one', '315475', /Not one that many people use/],
  ])('%s: refused at the field before anything is sent', async (_name, pin, words) => {
    const { api } = await opened(noPin, '.set-up');
    fill({ pin });
    await submit();
    expect(errorAt('pin')).toMatch(words);
    expect(focusedName()).toBe('pin');
    expect(api.calls.some((call) => call.startsWith('PUT'))).toBe(false);
  });

  test('two that differ: told at the second', async () => {
    await opened(noPin, '.set-up');
    fill({ again: '839275' });
    await submit();
    expect(errorAt('confirmation')).toBe('The two PINs are not the same.');
    expect(focusedName()).toBe('confirmation');
  });

  test('what only the server finds broken is told at the field and in the list', async () => {
    await opened(noPin, '.set-up', { 'PUT /api/pin': golden('pin-rejected') });
    fill({});
    await submit();
    expect(errorAt('pin')).toContain('Not digits in a row');
    expect(find('[data-rule=keypad]')?.className).toBe('broken');
  });

  test('rules that did not arrive are left to the server', async () => {
    shown(noPin, { 'GET /api/pin/rules': { slug: 'keycloak-unavailable', status: 503 } });
    (await waitFor('.set-up')).click();
    await waitFor('form');
    await settled();
    expect(text(find('form'))).toContain('The rules cannot be shown now');
  });
});

describe('changing it', () => {
  const answering = (answer: object) => opened(isSet, '.change', { 'POST /api/pin/changes': answer });

  test('asks the old one, and says that it is changed', async () => {
    const { said } = await answering(isSet);
    expect(focusedName()).toBe('currentPin');
    expect((find('input[name=currentPin]') as HTMLInputElement).autocomplete).toBe('current-password');
    fill({ current: '839274' });
    await submit();
    expect(said).toEqual(['PIN changed.']);
  });

  test('an empty old one is told at its field', async () => {
    await answering(isSet);
    fill({});
    await submit();
    expect(errorAt('currentPin')).toBe('Enter your current PIN.');
  });

  test.each([
    ['proof-refused', /That PIN is not right\. 4 tries left\./],
    ['proof-refused-disabled', /No tries left/],
    ['pin-disabled', /This PIN is disabled.+“Forgot PIN\?”/],
    ['pin-unavailable', /PINs do not work now/],
    ['problem-read-only', /lets nobody set or change/],
    ['problem-off', /lets nobody set or change/],
    ['conflict', /changed or set at this moment/],
  ])('%s: told at the old one, and what was typed stays', async (name, words) => {
    await answering(golden(name));
    fill({ current: '839274' });
    await submit();
    expect(errorAt('currentPin')).toMatch(words);
    expect(focusedName()).toBe('currentPin');
    expect((find('input[name=pin]') as HTMLInputElement).value).toBe('008391');
  });

  test('a pause is told with its end', async () => {
    await answering({ slug: 'too-many-attempts', status: 429, retryAt: ahead(5) });
    fill({ current: '839274' });
    await submit();
    expect(errorAt('currentPin')).toMatch(/Too many wrong tries\. Try again at .*\d/);
  });

  test('“Forgot PIN?” goes on without the old one', async () => {
    await answering(golden('pin-disabled'));
    (await waitFor('form .forgot')).click();
    await settled();
    expect(find('input[name=currentPin]')).toBeNull();
    expect(focusedName()).toBe('pin');
  });

  test('Escape leaves it as it was', async () => {
    const { said } = await answering(isSet);
    find('dialog')?.dispatchEvent(new Event('cancel', { cancelable: true }));
    await settled();
    expect(find('keyhold-pin-dialog')).toBeNull();
    expect(said).toEqual([]);
    expect(text(focused())).toBe('Change PIN');
  });
});

describe('when the session is lost meanwhile', () => {
  test('says so, and remembers the dialog without anything typed', async () => {
    history.replaceState(null, '', 'http://localhost/pin');
    sessionStorage.clear();
    const { account } = await opened(isSet, '.change', {
      'POST /api/pin/changes': { slug: 'not-signed-in', status: 401 },
    });
    let left = '';
    account.leave = (address) => (left = address);
    fill({ current: '085274' });
    await submit();
    expect(find('input[name=pin]')).toBeNull();
    (await waitFor('dialog .button.primary')).click();
    expect(new URL(left).searchParams.get('returnTo')).toBe('/pin?dialog=pin.set');
    expect(sessionStorage.getItem(sessionStorage.key(0) ?? '')).toBe('{"operation":"pin.set","subject":"change"}');
  });

  test.each<[string, PinState, string, string | null]>([
    ['a change', isSet, 'change', 'Change PIN'],
    ['a change of what is disabled by now', { ...isSet, disabled: true }, 'change', 'Forgot PIN?'],
    ['a forgotten one', isSet, 'forgot', 'Forgot PIN?'],
    ['a proof for the first one', noPin, '', 'Set up PIN'],
    ['something that is switched off by now', { ...isSet, state: 'read-only' }, 'change', null],
  ])('after signing in it is back in the empty form: %s', async (_what, pin, subject, heading) => {
    history.replaceState(null, '', 'http://localhost/pin?dialog=pin.set');
    sessionStorage.setItem('keyhold-open-dialog', JSON.stringify({ operation: 'pin.set', subject }));
    shown(pin);
    await waitFor('li .what');
    await settled();
    const title = find('keyhold-pin-dialog')?.shadowRoot?.querySelector('h2') ?? null;
    expect(title === null ? null : text(title)).toBe(heading);
    expect(location.search).toBe('');
    expect(sessionStorage).toHaveLength(0);
  });
});
