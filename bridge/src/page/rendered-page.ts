import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ClientConfig } from '../client-config/client-config.schema.ts';
import type { Overview } from '../overview/overview.schema.ts';
import type { RenderClock } from './render-clock.ts';

/** What the console makes of a page to serve: account-console/src/app/served-page.ts. */
interface ServedPage {
  readonly body: string;
  readonly sheet: string;
  readonly sheets: readonly string[];
}

export interface PageToRender {
  readonly config: ClientConfig;
  readonly overview: Overview;
  readonly rendered: RenderClock;
  /** Path of the address that was asked for. */
  readonly path: string;
}

type ServePage = (page: PageToRender) => ServedPage;

/** The page's first rows as HTML, in place before any script runs. */
export interface RenderedPage {
  readonly body: string;
  readonly sheet: string;
  /** Sources for `style-src` that allow the inline sheets of this page, and nothing else inline. */
  readonly styleSources: readonly string[];
}

/** Renders with the console's own elements, which the build of the console brings for Node; read again when a new build stands there. */
export const pageRenderer = (consoleDir: string): ((page: PageToRender) => Promise<RenderedPage>) => {
  const path = join(consoleDir, 'server/served-page.js');
  const sources = new Map<string, string>();
  let known: { builtAt: number; servePage: Promise<ServePage> } | undefined;

  const sourceOf = (sheet: string): string => {
    const source = sources.get(sheet) ?? `'sha256-${createHash('sha256').update(sheet).digest('base64')}'`;
    sources.set(sheet, source);
    return source;
  };

  const load = async (): Promise<ServePage> => {
    const { mtimeMs: builtAt } = await stat(path);
    if (known?.builtAt !== builtAt) {
      sources.clear();
      const built = import(`${pathToFileURL(path).href}?${builtAt}`) as Promise<{ servePage: ServePage }>;
      known = { builtAt, servePage: built.then(({ servePage }) => servePage) };
    }
    return known.servePage;
  };
  // Ahead of the first person; whoever comes without a built console hears of it then.
  void load().catch(() => undefined);

  return async (page) => {
    const { body, sheet, sheets } = (await load())(page);
    return { body, sheet, styleSources: sheets.map(sourceOf) };
  };
};
