import { setTimeout as wait } from 'node:timers/promises';
import type { BrowserContext, CDPSession } from 'playwright-core';

const settleMs = 1000;

/** What one load of a page cost, until its first session row was painted. */
export interface PageLoad {
  readonly requests: number;
  readonly wireBytes: number;
  readonly scriptBytes: number;
  readonly firstRowMs: number;
  readonly longestTaskMs: number;
}

export interface MeasuredPage {
  readonly url: string;
  /** CSS selector of a session row, looked for in the document and in every open shadow root. It counts once it is laid out. */
  readonly row: string;
  /** Something that only the user's own data brings into a row. */
  readonly text: RegExp;
}

/** A button in the page, and the request that it sends once a script stands behind it. */
export interface Control {
  readonly button: string;
  readonly method: string;
}

/** Loads a page in a signed-in context and measures it from the outside, the same way for every page. */
export async function loadPage(
  context: BrowserContext,
  page: MeasuredPage,
  options: { cold: boolean; slowDown?: number },
): Promise<PageLoad> {
  const tab = await context.newPage();
  try {
    const cdp = await context.newCDPSession(tab);
    await cdp.send('Network.enable');
    if (options.cold) await cdp.send('Network.clearBrowserCache');
    if (options.slowDown !== undefined) await cdp.send('Emulation.setCPUThrottlingRate', { rate: options.slowDown });
    await tab.addInitScript(watchForRow, { selector: page.row, text: page.text.source });
    const traffic = countTraffic(cdp);
    const seen = new Promise<number>((resolve) => {
      tab.on('console', (message) => {
        const match = /^keyhold-bench-row (\d+(?:\.\d+)?)$/.exec(message.text());
        if (match?.[1] !== undefined) resolve(Number(match[1]));
      });
    });
    // A new tab makes the browser load parts of its own surface, which would hit the shorter load harder than the longer one.
    await wait(settleMs);
    const start = Date.now();
    await tab.goto(page.url, { waitUntil: 'commit' });
    const row = await within(seen, 30_000, `no row "${page.row}" at ${page.url}`);
    // Late requests belong to the page as well.
    await traffic.quiet();
    const longestTaskMs = await tab.evaluate(
      () => (globalThis as unknown as { keyholdLongestTask?: number }).keyholdLongestTask ?? 0,
    );
    return { ...traffic.counts(), firstRowMs: row - start, longestTaskMs };
  } finally {
    await tab.close();
  }
}

interface Traffic {
  counts(): Pick<PageLoad, 'requests' | 'wireBytes' | 'scriptBytes'>;
  /** Waits until nothing was sent or received for half a second, at most 5 s: some pages never rest. */
  quiet(): Promise<void>;
}

function countTraffic(cdp: CDPSession): Traffic {
  const scripts = new Set<string>();
  const cached = new Set<string>();
  let [requests, wireBytes, scriptBytes, lastAt] = [0, 0, 0, Date.now()];
  cdp.on('Network.requestServedFromCache', ({ requestId }) => cached.add(requestId));
  cdp.on('Network.requestWillBeSent', () => (lastAt = Date.now()));
  cdp.on('Network.responseReceived', ({ requestId, type, response }) => {
    lastAt = Date.now();
    if (type === 'Script') scripts.add(requestId);
    if (!cached.has(requestId) && !response.fromDiskCache && !response.url.startsWith('data:')) requests++;
  });
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    lastAt = Date.now();
    wireBytes += encodedDataLength;
    if (scripts.has(requestId)) scriptBytes += encodedDataLength;
  });
  return {
    counts: () => ({ requests, wireBytes, scriptBytes }),
    async quiet() {
      const giveUpAt = Date.now() + 5000;
      while (Date.now() - lastAt < 500 && Date.now() < giveUpAt) await wait(50);
    },
  };
}

/** Milliseconds until a button of the page does its work: from the outside, it is pressed in every frame until a request leaves. */
export async function untilControl(context: BrowserContext, url: string, control: Control): Promise<number> {
  const tab = await context.newPage();
  try {
    await tab.addInitScript(pressAlways, control.button);
    const sent = new Promise<number>((resolve) => {
      tab.on('request', (request) => {
        if (request.method() === control.method) resolve(Date.now());
      });
    });
    await wait(settleMs);
    const start = Date.now();
    await tab.goto(url, { waitUntil: 'commit' });
    return (await within(sent, 30_000, `"${control.button}" does nothing at ${url}`)) - start;
  } finally {
    await tab.close();
  }
}

/** Runs in the page. */
function pressAlways(selector: string): void {
  const find = (root: Document | ShadowRoot): HTMLElement | null => {
    const here = root.querySelector<HTMLElement>(selector);
    if (here !== null) return here;
    for (const element of root.querySelectorAll('*')) {
      const inside = element.shadowRoot === null ? null : find(element.shadowRoot);
      if (inside !== null) return inside;
    }
    return null;
  };
  const press = (): void => {
    find(document)?.click();
    requestAnimationFrame(press);
  };
  if (globalThis.top === globalThis.self) requestAnimationFrame(press);
}

/** Runs in the page, in every document of the load: says once when the first row has been painted. */
function watchForRow({ selector, text }: { selector: string; text: string }): void {
  const state = globalThis as unknown as { keyholdLongestTask: number };
  state.keyholdLongestTask = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      state.keyholdLongestTask = Math.max(state.keyholdLongestTask, entry.duration);
  }).observe({ type: 'longtask', buffered: true });
  const find = (root: Document | ShadowRoot): boolean => {
    for (const row of root.querySelectorAll(selector)) {
      if (new RegExp(text).test(row.textContent) && row.getBoundingClientRect().height > 0) return true;
    }
    for (const element of root.querySelectorAll('*')) {
      if (element.tagName.includes('-') && element.shadowRoot !== null && find(element.shadowRoot)) return true;
    }
    return false;
  };
  const look = (): void => {
    if (find(document)) {
      // The frame after the one that found it has it on the screen.
      requestAnimationFrame(() => console.log(`keyhold-bench-row ${performance.timeOrigin + performance.now()}`));
    } else {
      requestAnimationFrame(look);
    }
  };
  if (globalThis.top === globalThis.self) requestAnimationFrame(look);
}

async function within<T>(promise: Promise<T>, ms: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(what)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
