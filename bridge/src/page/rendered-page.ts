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
  readonly styles: PageStyles;
}

export interface PageStyles {
  /** Sheet of the document. */
  readonly sheet: string;
  /** Sources for `style-src` that allow the inline sheets of a page, and nothing else inline. */
  readonly sources: readonly string[];
}

export interface PageRenderer {
  render(page: PageToRender): Promise<RenderedPage>;
  /** The styles of all pages rendered so far; undefined before the first, and once a new build stands there. */
  known(): Promise<PageStyles | undefined>;
}

/** Renders with the console's own elements, which the build of the console brings for Node; read again when a new build stands there. */
export const pageRenderer = (consoleDir: string): PageRenderer => {
  const path = join(consoleDir, 'server/served-page.js');
  const sources = new Map<string, string>();
  let sheet: string | undefined;
  let built: { at: number; servePage: Promise<ServePage> } | undefined;

  const sourceOf = (sheet: string): string => {
    const source = sources.get(sheet) ?? `'sha256-${createHash('sha256').update(sheet).digest('base64')}'`;
    sources.set(sheet, source);
    return source;
  };

  const load = async (): Promise<ServePage> => {
    const { mtimeMs: at } = await stat(path);
    if (built?.at !== at) {
      sources.clear();
      sheet = undefined;
      const module = import(`${pathToFileURL(path).href}?${at}`) as Promise<{ servePage: ServePage }>;
      built = { at, servePage: module.then(({ servePage }) => servePage) };
    }
    return built.servePage;
  };
  // Ahead of the first person; whoever comes without a built console hears of it then.
  void load().catch(() => undefined);

  return {
    render: async (page) => {
      const served = (await load())(page);
      sheet = served.sheet;
      return { body: served.body, styles: { sheet, sources: served.sheets.map(sourceOf) } };
    },
    known: async () => {
      await load().catch(() => undefined);
      return sheet === undefined ? undefined : { sheet, sources: [...sources.values()] };
    },
  };
};
