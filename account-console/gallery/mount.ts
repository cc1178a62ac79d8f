import { AccountState } from '../src/app/account-state.ts';
import type {} from '../src/features/sessions/sessions-card.ts';
import { FakeApi, type World } from './fake-api.ts';

/** Finds through every shadow root. */
export function find(selector: string, root: ParentNode = document): HTMLElement | null {
  const here = root.querySelector<HTMLElement>(selector);
  if (here !== null) return here;
  for (const element of root.querySelectorAll('*')) {
    const inside = element.shadowRoot === null ? null : find(selector, element.shadowRoot);
    if (inside !== null) return inside;
  }
  return null;
}

/** Waits until there is such an element: calls and renderings have to settle first. */
export async function waitFor(selector: string): Promise<HTMLElement> {
  for (let turn = 0; turn < 200; turn += 1) {
    const found = find(selector);
    if (found !== null) return found;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`There is no ${selector}.`);
}

/** Everything of ours that has the focus, from the document inwards: the last one really has it. */
export function focused(): Element | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement != null) active = active.shadowRoot.activeElement;
  return active;
}

/** A card on an empty page, before a fake bridge. */
export function mount<Tag extends CardTag>(
  tag: Tag,
  world: World,
): { card: HTMLElementTagNameMap[Tag]; api: FakeApi; account: AccountState } {
  document.body.replaceChildren();
  const api = new FakeApi(world);
  globalThis.fetch = (input) => api.fetch(input as Request);
  const account = new AccountState(new URL('http://localhost/'));
  const card = document.createElement(tag);
  Object.assign(card, { account });
  document.body.append(card);
  return { card, api, account };
}

type CardTag = Extract<keyof HTMLElementTagNameMap, `keyhold-${string}-card`>;

/** A sessions card on an empty page, before a fake bridge. */
export const mountCard = (world: World) => mount('keyhold-sessions-card', world);
