import { describe, expect, jest, test } from '@jest/globals';
import './recovery-codes-card.ts';
import type { Overview } from '../../api/model.ts';
import type { World } from '../../../gallery/fake-api.ts';
import { codes, factorsWorld, used, withApps, withCodes } from '../../../gallery/factors-world.ts';
import { find, focused, mount, waitFor } from '../../../gallery/mount.ts';
import { world } from '../../../gallery/world.ts';

const text = (node: Node | null) => (node?.textContent ?? '').replace(/\s+/g, ' ').trim();
const settled = () => new Promise((resolve) => setTimeout(resolve, 40));
const button = (selector: string, words = '') => {
  const tree = find(selector)?.getRootNode() as ParentNode;
  return [...tree.querySelectorAll<HTMLButtonElement>(selector)].find((each) => text(each).includes(words))!;
};

const first = { 'POST /api/recovery-codes': { set: 's1', codes, active: true } };

async function filled(overview: Overview, answers: World['answers'] = {}) {
  const mounted = mount('keyhold-recovery-codes-card', factorsWorld(overview, answers));
  await waitFor('ul.rows li .what');
  const said: string[] = [];
  mounted.account.addEventListener('saying', (event) =>
    said.push((event as CustomEvent<{ text: string }>).detail.text),
  );
  return { ...mounted, said };
}

async function shown(overview: Overview, answers: World['answers'] = {}) {
  const mounted = await filled(overview, answers);
  button('.generate').click();
  await waitFor('.codes');
  return mounted;
}

async function submit(): Promise<void> {
  find('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  await settled();
}

const pressEscape = async () => {
  find('dialog')?.dispatchEvent(new Event('cancel', { cancelable: true }));
  await settled();
};

describe('the card', () => {
  test('loading: a row holds the place', async () => {
    mount('keyhold-recovery-codes-card', world([], { reading: 'hang' }));
    expect((await waitFor('keyhold-skeleton-rows')).getAttribute('rows')).toBe('1');
  });

  test('problem: says what happened', async () => {
    mount('keyhold-recovery-codes-card', world([], { reading: { slug: 'keycloak-unavailable', status: 503 } }));
    const note = await waitFor('keyhold-problem-note');
    expect(text(note.shadowRoot)).toContain('Your recovery codes cannot be shown');
  });

  test.each<[Parameters<typeof withCodes>[0], string, RegExp]>([
    [{ state: 'none', remaining: 0, createdAt: null }, 'Off', /No codes Without your phone/],
    [{}, '10 of 10', /10 of 10 codes left Made .+You saved them/],
    [{ confirmed: false }, '10 of 10', /Not saved yet.+generate new ones/],
    [{ remaining: 4 }, '4 of 10', /You saved them/],
    [{ remaining: 3 }, '3 of 10', /Only 3 are left/],
    [{ remaining: 1 }, '1 of 10', /Only 1 is left/],
    [{ remaining: 0 }, '0 of 10', /All are used up/],
    [{ state: 'stock' }, '', /Keycloak’s own page.+work until/],
    [{ state: 'off' }, 'Off', /accepts no recovery codes/],
  ])('%j', async (state, pill, words) => {
    await filled(withCodes(state));
    expect(text(find('keyhold-pill[slot=state]'))).toBe(pill);
    expect(text(find('li'))).toMatch(words);
    expect(find('.generate') === null).toBe(state.state === 'off');
  });

  test.each([
    [{ remaining: 3 }, 'warn'],
    [{ confirmed: false }, 'warn'],
    [{ remaining: 4 }, 'ok'],
  ])('%j is told with the tone %s', async (state, tone) => {
    await filled(withCodes(state));
    expect(find('keyhold-pill[slot=state]')?.getAttribute('tone')).toBe(tone);
  });

  test('who signs in with the password alone hears when codes help', async () => {
    await filled(withApps([]));
    expect(text(find('li'))).toBe('No codes They help once two-factor authentication is on.');
  });

  test('says where used codes went: with what, from where, when', async () => {
    await filled(withCodes({ remaining: 7, used }));
    const rows = [...(find('.rows')?.querySelectorAll('li[data-used]') ?? [])].map(text);
    expect(rows).toHaveLength(3);
    expect(rows[0]).toMatch(/^One code used Chrome on Android 198\.51\.100\.7/);
    expect(rows[1]).toContain('Private network 10.1.4.9');
    expect(rows[2]).toContain('Unknown device Unknown address');
  });
});

describe('a first set', () => {
  test('asks for the proof by name', async () => {
    await filled(withApps([]), { 'POST /api/recovery-codes': { slug: 'step-up-required', status: 401 } });
    button('.generate').click();
    expect(text(await waitFor('dialog'))).toContain('Confirm it is you To make new recovery codes.');
  });

  test('comes back to its own lost dialog, and leaves that of another card alone', async () => {
    for (const operation of ['totp.enrol', 'recovery-codes.generate']) {
      sessionStorage.setItem('keyhold-open-dialog', JSON.stringify({ operation, subject: '' }));
      history.replaceState(null, '', `/?dialog=${operation}`);
      await filled(withApps([]));
      await settled();
      const own = operation === 'recovery-codes.generate';
      expect(location.search).toBe(own ? '' : `?dialog=${operation}`);
      expect(find('dialog') !== null).toBe(own);
    }
  });

  test('is shown once; "Done" wants the tick first and says why', async () => {
    let sent: unknown;
    const { api, said } = await shown(withApps([]), {
      ...first,
      'POST /api/recovery-codes/s1/confirmation': (body: unknown) => ((sent = body), {}),
    });
    expect([...(find('.codes')?.querySelectorAll('li') ?? [])].map(text)).toEqual(codes);
    expect(focused()).toBe(find('dialog h2'));
    await submit();
    expect(text(find('#error'))).toContain('Tick “I saved these codes” first');
    expect(api.calls).not.toContain('POST /api/recovery-codes/s1/confirmation');
    find('input[name=saved]')?.click();
    await submit();
    expect(sent).toEqual({ code: null });
    expect(said).toEqual(['Recovery codes saved.']);
    expect(find('dialog')).toBeNull();
    expect(document.documentElement.outerHTML).not.toContain(codes[0]);
    expect(api.calls.at(-1)).toBe('GET /api/overview');
    expect(focused()).toBe(find('.generate'));
  });

  test('leaving it unsaved is asked twice, by Escape too; "Go back" shows the codes again', async () => {
    const { said } = await shown(withApps([]), first);
    await pressEscape();
    expect(text(find('.leaving'))).toContain('Leave without saving?');
    button('.leaving .button', 'Go back').click();
    await settled();
    expect(find('.leaving')).toBeNull();
    expect(find('.codes')).not.toBeNull();
    await pressEscape();
    await pressEscape();
    expect(find('dialog')).toBeNull();
    expect(said).toEqual([expect.stringContaining('not saved')]);
  });

  test('leaving the page unsaved: the browser asks; afterwards it does not', async () => {
    const leave = () => {
      const event = new Event('beforeunload', { cancelable: true });
      window.dispatchEvent(event);
      return event.defaultPrevented;
    };
    await shown(withApps([]), first);
    expect(leave()).toBe(true);
    find('input[name=saved]')?.click();
    await submit();
    expect(leave()).toBe(false);
  });

  test('an answer that is lost keeps the codes in view', async () => {
    await shown(withApps([]), {
      ...first,
      'POST /api/recovery-codes/s1/confirmation': { slug: 'keycloak-unavailable', status: 503 },
    });
    find('input[name=saved]')?.click();
    await submit();
    expect(text(find('#error'))).toContain('Keycloak does not answer');
    expect(text(find('.codes'))).toContain(codes[0]);
  });

  test('"Copy" takes one code a line and says that it did; where it may not, it says what to do', async () => {
    let copied = '';
    const writeText = jest.fn((value: string) => ((copied = value), Promise.resolve()));
    Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
    await shown(withApps([]), first);
    button('keyhold-copy-button button').click();
    await settled();
    expect(copied.split('\n')).toEqual(codes);
    expect(text(find('keyhold-copy-button [role=status]'))).toBe('Copied');
    writeText.mockRejectedValueOnce(new Error('not allowed'));
    button('keyhold-copy-button button').click();
    await settled();
    expect(text(find('keyhold-copy-button [role=status]'))).toContain('copy it by hand');
  });

  test('"Download" saves a text with account, site, date and codes', async () => {
    let file: Blob | undefined;
    URL.createObjectURL = (blob) => ((file = blob as Blob), 'blob:codes');
    URL.revokeObjectURL = () => undefined;
    let name = '';
    HTMLAnchorElement.prototype.click = function () {
      name = this.download;
    };
    await shown(withApps([]), first);
    button('.tools > .button', 'Download').click();
    const lines = (await file?.text())?.split('\n') ?? [];
    expect(name).toBe('recovery-codes-localhost.txt');
    expect(lines).toEqual(expect.arrayContaining([...codes, 'Account: alice@example.org', 'Site: localhost']));
    expect(lines.find((line) => line.startsWith('Made: '))).toMatch(/\d{4}/);
  });

  test('printing stands a sheet of its own in the page, and takes it away', async () => {
    await shown(withApps([]), first);
    window.dispatchEvent(new Event('beforeprint'));
    const sheet = document.querySelector('.keyhold-print');
    expect(text(sheet)).toMatch(/^Recovery codes ?Account: alice@example\.org/);
    expect([...(sheet?.querySelectorAll('li') ?? [])].map(text)).toEqual(codes);
    window.dispatchEvent(new Event('afterprint'));
    expect(document.querySelector('.keyhold-print')).toBeNull();
    window.dispatchEvent(new Event('beforeprint'));
    await pressEscape();
    await pressEscape();
    expect(document.querySelector('.keyhold-print')).toBeNull();
  });
});

describe('a replacement', () => {
  const confirmation = 'POST /api/recovery-codes/s2/confirmation';

  async function typeBack(code: string): Promise<void> {
    (find('input[name=code]') as HTMLInputElement).value = code;
    await submit();
  }

  test('counts once one of its codes is typed back', async () => {
    let sent: unknown;
    const { said } = await shown(withCodes({}), { [confirmation]: (body: unknown) => ((sent = body), {}) });
    expect(text(find('dialog #summary'))).toContain('Until then your old codes keep working');
    expect(text(find('dialog label'))).toBe('Type one of the new codes');
    await typeBack(` ${codes[3]} `);
    expect(sent).toEqual({ code: codes[3] });
    expect(said).toEqual(['Your new recovery codes work now. The old ones no longer do.']);
  });

  test.each([
    ['code-refused', 422, 'That is not one of the new codes. Your old codes still work.'],
    ['not-found', 404, 'newer ones were made since'],
  ])('%s: said at the field, what was typed stays', async (slug, status, words) => {
    await shown(withCodes({}), { [confirmation]: { slug, status } });
    await typeBack('abcd');
    expect(text(find('#keyhold-code-error'))).toContain(words);
    expect((find('input[name=code]') as HTMLInputElement).value).toBe('abcd');
  });

  test('leaving early keeps the old codes, and says so', async () => {
    const { api, said } = await shown(withCodes({}));
    await pressEscape();
    expect(text(find('.leaving'))).toContain('Your old codes keep working');
    button('.leaving .button', 'Leave').click();
    await settled();
    expect(said).toEqual(['Your old recovery codes still work. The new ones do not.']);
    expect(api.calls).not.toContain(confirmation);
  });
});
