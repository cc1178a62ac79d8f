import type { Page } from 'playwright-core';

/** Resolves once the console has taken over what the page brought as HTML: from then on every button does what it says. */
export const takenOver = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => {
    const waits = (root: ParentNode): boolean =>
      [...root.querySelectorAll('*')].some(
        (element) =>
          element.hasAttribute('defer-hydration') || (element.shadowRoot !== null && waits(element.shadowRoot)),
      );
    return customElements.get('keyhold-account') !== undefined && !waits(document);
  });
