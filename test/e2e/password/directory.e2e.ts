import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { answerProof, button, card, dialog, field, gone } from '../../support/account-page.ts';
import { signIn } from '../../support/browser.ts';
import { Directory } from '../../support/directory.ts';
import type { EditMode } from '../../support/directory.ts';
import { SignIn } from '../../support/sign-in-forms.ts';
import { takenOver } from '../../support/taken-over.ts';
import { TestSite } from '../../support/test-site.ts';

// Passwords that an organisation keeps in its directory (LDAP): what applies there is said, and they prove who sits there.

const someone = (username: string) => ({ username, password: `${randomBytes(12).toString('base64url')}-42` });
const [rosa, walter] = [someone('rosa'), someone('walter')];

const things = new AsyncDisposableStack();
let directory: Directory;

beforeAll(async () => {
  directory = things.use(await Directory.startWith([rosa, walter]));
}, 60_000);

afterAll(() => things.disposeAsync());

async function siteWith(editMode: EditMode): Promise<TestSite> {
  const site = await TestSite.open({ secondFactor: 'optional' });
  await directory.joinTo(site.realm, 'Staff directory', editMode);
  await site.realm.admin.realms.update({ realm: site.realm.name }, { quickLoginCheckMilliSeconds: 0 });
  return site;
}

test('a directory that is only read: no change is offered, and the password of there is a proof here', async () => {
  await using site = await siteWith('READ_ONLY');
  const page = await site.visitor();
  await signIn(page, `${site.bridge.url}/`, rosa);
  await takenOver(page);
  const password = card(page, 'Password');
  await password.getByText('Your password is kept in your organisation’s directory, which allows no change').waitFor();
  expect(await password.getByRole('button').count()).toBe(0);
  await button(card(page, 'Two-factor authentication'), 'Enable two-factor authentication').click();
  await answerProof(page, walter.password);
  await dialog(page, 'Confirm it is you').getByText('That password is not right').first().waitFor();
  await answerProof(page, rosa.password);
  await button(dialog(page, 'Authenticator app'), 'Copy key').waitFor();
}, 90_000);

test('a directory that is written: the change lands there, for every realm that reads it', async () => {
  await using site = await siteWith('WRITABLE');
  const page = await site.visitor();
  await signIn(page, `${site.bridge.url}/password`, walter);
  await takenOver(page);
  await button(card(page, 'Password'), 'Change password').click();
  const form = dialog(page, 'Change password');
  const { password } = someone('walter');
  await field(form, 'Current password').fill(walter.password);
  await field(form, 'New password').fill(password);
  await field(form, 'Confirm new password').fill(password);
  await form.locator('button.primary').click();
  await gone(form);

  await using other = await siteWith('READ_ONLY');
  const { name, bridge } = other.realm;
  const old = await SignIn.open(name, { client: bridge });
  expect(await old.password(walter)).toBe('password');
  expect(await old.password({ username: 'walter', password })).toBe('signed in');
}, 120_000);
