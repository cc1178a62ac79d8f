import { html } from 'lit';
import { render, LitElementRenderer } from '@lit-labs/ssr';
import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import { setClock } from '@keyhold/elements/relative-time/time-words.ts';
import { tokens } from '@keyhold/elements/tokens/tokens.ts';
import type { Config, Overview } from '../api/model.ts';
import { AccountState } from './account-state.ts';
import { clockOf, type Rendered } from './inlined-state.ts';
import { presumeKeys } from './knows-keys.ts';
import './keyhold-account.ts';
import { pageStyles } from './page-styles.ts';

export interface PageToServe {
  config: Config;
  overview: Overview;
  rendered: Rendered;
  /** Path of the address that was asked for. */
  path: string;
}

export interface ServedPage {
  /** `<keyhold-account>` as the console renders it first, with declarative shadow roots. */
  body: string;
  /** Sheet of the document. */
  sheet: string;
  /** Text of every inline sheet in `body` and `sheet`: a Content-Security-Policy allows them by their hash. */
  sheets: readonly string[];
}

/** Says which sheets there are by asking the classes, never by reading what was rendered: that holds the words of strangers. */
class SheetRenderer extends LitElementRenderer {
  override renderShadow(info: Parameters<LitElementRenderer['renderShadow']>[0]) {
    const { elementStyles = [] } = this.element.constructor as { elementStyles?: { cssText: string }[] };
    used.add(elementStyles.map(({ cssText }) => cssText).join(''));
    return super.renderShadow(info);
  }
}

let used = new Set<string>();

/**
 * Renders the page in Node with the console's own elements, so that its first rows stand there before its script runs. The
 * script takes the same nodes over. Pure: the same state gives the same page.
 */
export function servePage({ config, overview, rendered, path }: PageToServe): ServedPage {
  const sheet = tokens + pageStyles;
  used = new Set([sheet]);
  const account = new AccountState(new URL(`${config.basePath}/`, 'http://localhost'));
  account.takeInlined({ config, overview });
  const element = html`<keyhold-account .account=${account} .path=${path}></keyhold-account>`;
  setClock(clockOf(rendered));
  presumeKeys(true);
  try {
    const body = collectResultSync(render(element, { elementRenderers: [SheetRenderer] }));
    return { body, sheet, sheets: [...used] };
  } finally {
    setClock();
    presumeKeys(false);
  }
}
