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

/** The console as it is built now. */
export interface PageRenderer {
  render(page: PageToRender): RenderedPage;
  /** The styles of all pages that it rendered so far; undefined before the first. */
  readonly known: PageStyles | undefined;
}

/**
 * Renders with the console's own elements, which the build of the console brings for Node. Looks once a call whether a new build
 * stands there; throws when none was built.
 */
export const pageRenderer = (consoleDir: string): (() => Promise<PageRenderer>) => {
  const path = join(consoleDir, 'server/served-page.js');
  let built: { at: number; renderer: Promise<PageRenderer> } | undefined;

  const current = async (): Promise<PageRenderer> => {
    const { mtimeMs: at } = await stat(path);
    if (built?.at !== at) {
      const module = import(`${pathToFileURL(path).href}?${at}`) as Promise<{ servePage: ServePage }>;
      built = { at, renderer: module.then(({ servePage }) => rendererOf(servePage)) };
    }
    return built.renderer;
  };
  // Ahead of the first person; whoever comes without a built console hears of it then.
  void current().catch(() => undefined);
  return current;
};

const rendererOf = (servePage: ServePage): PageRenderer => {
  const sources = new Map<string, string>();
  let documentSheet: string | undefined;

  const sourceOf = (sheet: string): string => {
    const source = sources.get(sheet) ?? `'sha256-${createHash('sha256').update(sheet).digest('base64')}'`;
    sources.set(sheet, source);
    return source;
  };

  return {
    render: (page) => {
      const { body, sheet, sheets } = servePage(page);
      documentSheet = sheet;
      return { body, styles: { sheet, sources: sheets.map(sourceOf) } };
    },
    get known() {
      return documentSheet === undefined ? undefined : { sheet: documentSheet, sources: [...sources.values()] };
    },
  };
};
