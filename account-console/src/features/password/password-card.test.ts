import { describe, expect, test } from '@jest/globals';
import './password-card.ts';
import type { PasswordState } from '../../api/model.ts';
import type { World } from '../../../gallery/fake-api.ts';
import { find, focused, mount, waitFor } from '../../../gallery/mount.ts';
import { overviewOf, passwordAndCode, thisDevice, world } from '../../../gallery/world.ts';

const text = (node: Node | null) => (node?.textContent ?? '').replace(/\s+/g, ' ').trim();
const settled = () => new Promise((resolve) => setTimeout(resolve, 40));

const rules = {
  items: [
    { id: 'length', value: '12', check: 'live', text: 'Invalid password: minimum length 12.' },
    { id: 'notUsername', value: null, check: 'live', text: 'Invalid password: must not be equal to the username.' },
    { id: 'passwordHistory', value: '3', check: 'on-save', text: 'Invalid password: must not be any of last 3.' },
  ],
};

const answering = (answers: World['answers'], more: Partial<World> = {}) =>
  world([thisDevice()], { ...more, answers: { 'GET /api/password/rules': rules, ...answers } });

async function opened(content: World) {
  const mounted = mount('keyhold-password-card', content);
  (await waitFor('li[data-credential=password] .button')).click();
  await waitFor('.rules li');
  return mounted;
}

function type(name: string, value: string): void {
  const input = find(`input[name=${name}]`) as HTMLInputElement;
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
}

async function submit(): Promise<void> {
  find('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  await settled();
}

function fill(change: { current?: string; next?: string; again?: string; code?: string }): void {
  type('currentPassword', change.current ?? 'correct horse');
  type('newPassword', change.next ?? 'tulip anvil orbit pewter');
  type('confirmation', change.again ?? change.next ?? 'tulip anvil orbit pewter');
  if (change.code !== undefined) type('code', change.code);
}

const errorAt = (name: string) => text(find(`#keyhold-${name}-error`));
const valueOf = (name: string) => (find(`input[name=${name}]`) as HTMLInputElement).value;

describe('the card', () => {
  test('says when the password was changed and offers to change it', async () => {
    mount('keyhold-password-card', answering({}));
    const row = await waitFor('li[data-credential=password]');
    expect(text(row)).toMatch(/^Password Changed .+ Change password$/);
  });

  test.each<[PasswordState, RegExp]>([
    [{ state: 'missing', changedAt: null, provider: null }, /no password/],
    [{ state: 'elsewhere', changedAt: null, provider: 'Contoso' }, /through Contoso/],
    [{ state: 'elsewhere', changedAt: null, provider: null }, /through another provider/],
    [{ state: 'read-only', changedAt: null, provider: 'ldap' }, /directory/],
  ])('one that cannot be changed here says why: %j', async (password, words) => {
    const overview = overviewOf([thisDevice()], { password });
    mount('keyhold-password-card', answering({}, { overview }));
    const row = await waitFor('li[data-credential=password]');
    expect(text(row)).toMatch(words);
    expect(row.querySelector('button')).toBeNull();
  });
});

describe('changing it', () => {
  test('ticks the rules while the user types, and sends nothing', async () => {
    const { api } = await opened(answering({}));
    const before = api.calls.length;
    const stateOf = (id: string) => find(`li[data-rule=${id}]`)?.className;
    expect(['length', 'notUsername', 'passwordHistory'].map(stateOf)).toEqual(['open', 'open', 'open']);
    type('newPassword', 'alice');
    await settled();
    expect(['length', 'notUsername'].map(stateOf)).toEqual(['open', 'open']);
    type('newPassword', 'tulip anvil orbit');
    await settled();
    expect(['length', 'notUsername', 'passwordHistory'].map(stateOf)).toEqual(['met', 'met', 'open']);
    expect(text(find('li[data-rule=passwordHistory]'))).toContain('Checked when you save');
    expect(api.calls.length).toBe(before);
  });

  test('sends one call with everything in it, says what happened and closes', async () => {
    let sent: unknown;
    const { api, account } = await opened(
      answering({
        'PUT /api/password': (body: unknown) => {
          sent = body;
          return { ended: 2, remaining: 0 };
        },
      }),
    );
    const said = new Promise((resolve) =>
      account.addEventListener('saying', (event) => resolve((event as CustomEvent<{ text: string }>).detail.text)),
    );
    fill({});
    await submit();
    expect(sent).toEqual({
      currentPassword: 'correct horse',
      newPassword: 'tulip anvil orbit pewter',
      endOtherSessions: true,
    });
    expect(await said).toBe('Password changed. Signed out of 2 other sessions.');
    expect(api.calls.filter((call) => call === 'PUT /api/password')).toHaveLength(1);
    expect(find('dialog')).toBeNull();
  });

  describe('whose answer is lost', () => {
    const lost = { slug: 'keycloak-unavailable', status: 503 };

    test('was made when the page reads so afterwards', async () => {
      const { api, account } = await opened(answering({}));
      api.world.answers['PUT /api/password'] = () => {
        api.world.overview.password.changedAt = new Date().toISOString();
        return lost;
      };
      const said = new Promise((resolve) =>
        account.addEventListener('saying', (event) => resolve((event as CustomEvent<{ text: string }>).detail.text)),
      );
      fill({});
      await submit();
      expect(await said).toMatch(/^Password changed\. Not all other sessions could be signed out/);
      expect(find('dialog')).toBeNull();
    });

    test('was not made when the page reads so, and the form stays filled', async () => {
      await opened(answering({ 'PUT /api/password': lost }));
      fill({});
      await submit();
      expect(errorAt('currentPassword')).toBe('Keycloak does not answer at the moment.');
      expect((find('input[name=newPassword]') as HTMLInputElement).value).toBe('tulip anvil orbit pewter');
    });

    test('may have been made while nothing can be read', async () => {
      const { api } = await opened(answering({ 'PUT /api/password': lost }));
      api.world.reading = { slug: 'keycloak-unavailable', status: 503 };
      fill({});
      await submit();
      expect(errorAt('currentPassword')).toMatch(/It may have been changed all the same/);
    });
  });

  test('ends the rest of many sessions, a batch a call', async () => {
    const ends = [
      { ended: 20, remaining: 5 },
      { ended: 5, remaining: 0 },
    ];
    const { api } = await opened(
      answering({
        'PUT /api/password': { ended: 20, remaining: 25 },
        'DELETE /api/sessions': () => ends.shift() ?? {},
      }),
    );
    fill({});
    await submit();
    expect(api.calls.filter((call) => call === 'DELETE /api/sessions')).toHaveLength(2);
  });

  test('a wrong current password: the error sits at that field, the others keep their text', async () => {
    await opened(
      answering({
        'PUT /api/password': { slug: 'proof-refused', status: 403, field: 'currentPassword', triesLeft: 3 },
      }),
    );
    fill({ current: 'wrong' });
    await submit();
    expect(errorAt('currentPassword')).toBe('That password is not right. 3 tries left.');
    expect(valueOf('newPassword')).toBe('tulip anvil orbit pewter');
    expect(focused()).toBe(find('input[name=currentPassword]'));
  });

  test('a rule that the server found broken is named in its words and marked in the list', async () => {
    const broken = [{ id: 'passwordHistory', text: 'Invalid password: must not be any of last 3.' }];
    await opened(answering({ 'PUT /api/password': { slug: 'password-rejected', status: 422, broken } }));
    fill({});
    await submit();
    expect(errorAt('newPassword')).toContain('Not one of your last 3 passwords');
    expect(find('li[data-rule=passwordHistory]')?.className).toBe('broken');
    type('newPassword', 'something else entirely');
    await settled();
    expect(find('li[data-rule=passwordHistory]')?.className).toBe('open');
  });

  test('a code is used up by a right proof, also when the new password is rejected', async () => {
    const broken = [{ id: 'ofTomorrow', text: 'Keycloak says why.' }];
    const overview = overviewOf([thisDevice()], { reauthentication: passwordAndCode(true) });
    const refusal = { slug: 'password-rejected', status: 422, broken };
    await opened(answering({ 'PUT /api/password': refusal }, { overview }));
    fill({ code: '123456' });
    await submit();
    expect(errorAt('newPassword')).toContain('Keycloak says why.');
    expect(errorAt('code')).toContain('used up');
    expect(valueOf('code')).toBe('');
  });

  test.each([
    ['nothing typed', { current: '', next: '' }, ['currentPassword', 'newPassword']],
    ['two different ones', { again: 'tulip' }, ['confirmation']],
  ])('%s: said at the field, and nothing is sent', async (_name, change, fields) => {
    const { api } = await opened(answering({}));
    fill(change);
    await submit();
    for (const field of fields) expect(errorAt(field)).not.toBe('');
    expect(api.calls).not.toContain('PUT /api/password');
  });

  test('a user with an authenticator app is asked for its code in the same form', async () => {
    let sent: unknown;
    const overview = overviewOf([thisDevice()], { reauthentication: passwordAndCode(true) });
    await opened(
      answering(
        {
          'PUT /api/password': (body: unknown) => {
            sent = body;
            return { slug: 'proof-refused', status: 403, field: 'code', triesLeft: 4 };
          },
        },
        { overview },
      ),
    );
    fill({ code: 'abc' });
    await submit();
    expect(errorAt('code')).toBe('The code has digits only.');
    type('code', '123 456');
    await submit();
    expect(sent).toMatchObject({ code: '123456' });
    expect(errorAt('code')).toBe('That code is not right. 4 tries left.');
  });

  describe('when the session is lost meanwhile', () => {
    const lost = { 'PUT /api/password': { slug: 'not-signed-in', status: 401 } };

    test('says that nothing was changed, and remembers the dialog without anything typed', async () => {
      history.replaceState(null, '', 'http://localhost/password');
      sessionStorage.clear();
      const { account } = await opened(answering(lost));
      let left = '';
      account.leave = (address) => (left = address);
      fill({});
      await submit();
      expect(find('dialog keyhold-problem-note')?.getAttribute('detail')).toContain('Nothing was changed.');
      expect(find('input[name=newPassword]')).toBeNull();
      expect(focused()).toBe(find('.button.primary'));
      find('.button.primary')?.click();
      expect(new URL(left).searchParams.get('returnTo')).toBe('/password?dialog=password.change');
      expect(sessionStorage.getItem(sessionStorage.key(0) ?? '')).toBe('{"operation":"password.change","subject":""}');
    });

    test('is back in the empty form after signing in', async () => {
      history.replaceState(null, '', 'http://localhost/password?dialog=password.change');
      sessionStorage.setItem('keyhold-open-dialog', '{"operation":"password.change","subject":""}');
      mount('keyhold-password-card', answering({}));
      await waitFor('.rules li');
      expect(valueOf('newPassword')).toBe('');
      expect(location.search).toBe('');
      expect(sessionStorage).toHaveLength(0);
    });
  });

  test('rules that do not arrive do not stand in the way', async () => {
    mount(
      'keyhold-password-card',
      answering({ 'GET /api/password/rules': { slug: 'keycloak-unavailable', status: 503 } }),
    );
    (await waitFor('li[data-credential=password] .button')).click();
    await waitFor('dialog');
    await settled();
    expect(text(find('form'))).toContain('They are checked when you save');
  });
});
