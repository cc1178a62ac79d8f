/**
 * Shows one state of the console (`?sessions-filled`), or the list of all of them. The page sets `data-ready` on `<html>`
 * once it stands still; check.ts waits for that.
 */
import '../src/main.ts';
import { AccountState } from '../src/app/account-state.ts';
import { adoptPageStyles } from '../src/app/page-styles.ts';
import { setTexts } from '../src/locales/t.ts';
import { FakeApi } from './fake-api.ts';
import { german } from './german.ts';
import { states, type Stage, type State } from './states.ts';

async function find(selector: string, text = ''): Promise<HTMLElement> {
  for (;;) {
    const found = search(document, selector, new RegExp(text));
    if (found !== null) return found;
    await aMoment();
  }
}

/** Waits until no card stands in for its content any more. */
async function settled(): Promise<void> {
  while (search(document, 'keyhold-skeleton-rows', /(?:)/) !== null) await aMoment();
}

const aMoment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 10));

function search(root: Document | ShadowRoot, selector: string, text: RegExp): HTMLElement | null {
  for (const element of root.querySelectorAll<HTMLElement>(selector)) {
    if (text.test(element.textContent)) return element;
  }
  for (const element of root.querySelectorAll('*')) {
    const found = element.shadowRoot === null ? null : search(element.shadowRoot, selector, text);
    if (found !== null) return found;
  }
  return null;
}

async function show(state: State): Promise<void> {
  if (state.language === 'de') setTexts(german, 'de');
  document.documentElement.lang = state.language ?? 'en';
  document.documentElement.dir = state.rightToLeft === true ? 'rtl' : 'ltr';
  const api = new FakeApi(state.world());
  globalThis.fetch = (input) => api.fetch(input as Request);
  if (state.address !== undefined) history.replaceState(null, '', state.address + location.search);
  const account = new AccountState(new URL('/', location.href));
  if (state.alone === true) mountAlone(account);
  else {
    adoptPageStyles(document);
    const page = document.createElement('keyhold-account');
    page.account = account;
    document.body.append(page);
  }
  const stage: Stage = { account, api, find };
  await find('keyhold-card');
  if (state.world().reading !== 'hang') await settled();
  await state.act?.(stage);
}

/** Another product's page: white, its own type, five tokens set. */
function mountAlone(account: AccountState): void {
  document.documentElement.style.colorScheme = 'light';
  document.body.style.cssText = 'margin:24px;background:#fff;color:#222;font-family:Georgia,serif';
  for (const [name, value] of [
    ['accent', '#7a2e8e'],
    ['accent-wash', '#f6ebf9'],
    ['font', 'Georgia, serif'],
    ['radius-3', '4px'],
    ['radius-2', '3px'],
  ]) {
    document.body.style.setProperty(`--keyhold-${name}`, value ?? '');
  }
  const main = document.createElement('main');
  const title = document.createElement('h1');
  title.textContent = 'My Northwind profile';
  const card = document.createElement('keyhold-sessions-card');
  Object.assign(card, { baseUrl: account.base.pathname });
  main.append(title, card);
  document.body.append(main);
}

const name = location.search.slice(1);
const state = states[name];
if (state === undefined) {
  const list = document.createElement('ul');
  for (const each of Object.keys(states)) {
    const link = Object.assign(document.createElement('a'), { href: `?${each}`, textContent: each });
    const item = document.createElement('li');
    item.append(link);
    list.append(item);
  }
  document.body.append(list);
} else {
  await show(state);
}
document.documentElement.dataset['ready'] = 'true';
