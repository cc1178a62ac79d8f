import type { BrowserContext } from 'playwright-core';

/** Something that a user does as soon as it is there to be done. */
export interface Step {
  /** CSS selector, looked for in the document and in every open shadow root. */
  readonly press: string;
  /** Fields by selector, filled before the press. */
  readonly fill?: Readonly<Record<string, string>>;
}

/** The name under which a page's `quickUser()` begins. */
type Begin = typeof globalThis & { quickUser: () => void };

/**
 * A user who loses no time, inside the page: presses what is to be pressed in the moment it is shown, one step after another over
 * all pages of the way, so that a driver's own waiting is nobody's time.
 * @returns begins the way in the page that is open, and resolves with the milliseconds from the first press until `last` is shown
 */
export async function quickUser(
  context: BrowserContext,
  steps: readonly Step[],
  last: string,
): Promise<(page: { evaluate: (begin: () => void) => Promise<void> }) => Promise<number>> {
  let arrived: ((ms: number) => void) | undefined;
  await context.exposeFunction('quickUserArrived', (ms: number) => arrived?.(ms));
  await context.addInitScript(playUser, { steps, last });
  return async (page) => {
    const time = new Promise<number>((resolve, reject) => {
      arrived = resolve;
      setTimeout(() => reject(new Error(`"${last}" was not shown within 30 s`)), 30_000).unref();
    });
    await page.evaluate(() => (globalThis as Begin).quickUser());
    return time;
  };
}

/** Runs in the page, in every document of the way. */
function playUser({ steps, last }: { steps: readonly Step[]; last: string }): void {
  const store = 'keyhold-bench-way';
  const now = (): number => performance.timeOrigin + performance.now();
  const find = (selector: string, root: Document | ShadowRoot = document): HTMLElement | null => {
    for (const found of root.querySelectorAll<HTMLElement>(selector)) {
      if (found.getBoundingClientRect().height > 0) return found;
    }
    for (const element of root.querySelectorAll('*')) {
      const inside = element.shadowRoot === null ? null : find(selector, element.shadowRoot);
      if (inside !== null) return inside;
    }
    return null;
  };
  const play = (): void => {
    const kept = sessionStorage.getItem(store);
    if (kept === null) return;
    const { begun, done } = JSON.parse(kept) as { begun: number; done: number };
    const step = steps[done];
    const target = find(step === undefined ? last : step.press);
    if (target === null) {
      setTimeout(play, 1);
    } else if (step === undefined) {
      sessionStorage.removeItem(store);
      void (globalThis as unknown as { quickUserArrived: (ms: number) => Promise<void> }).quickUserArrived(
        now() - begun,
      );
    } else {
      for (const [selector, value] of Object.entries(step.fill ?? {})) {
        const field = find(selector) as HTMLInputElement | null;
        if (field === null) return void setTimeout(play, 1);
        field.value = value;
        field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
      }
      sessionStorage.setItem(store, JSON.stringify({ begun: done === 0 ? now() : begun, done: done + 1 }));
      target.click();
      setTimeout(play, 1);
    }
  };
  if (globalThis.top !== globalThis.self) return;
  // Keycloak asks for a name.
  globalThis.prompt = () => 'A key';
  (globalThis as Begin).quickUser = () => {
    sessionStorage.setItem(store, JSON.stringify({ begun: 0, done: 0 }));
    play();
  };
  // A script stands behind a page's buttons once it is loaded.
  addEventListener('load', play);
}
