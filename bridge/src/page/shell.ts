import type { ClientConfig } from '../client-config/client-config.schema.ts';
import type { ProblemMember } from '../http/problem.ts';
import type { Overview } from '../overview/overview.schema.ts';
import { builtInFiles } from './built-in-files.ts';
import type { ConsoleEntry } from './console-entry.ts';
import { escapeHtml, jsonForScript } from './escape-html.ts';
import type { RenderClock } from './render-clock.ts';

/** What the page brings along, so that the first row needs no second request. */
export type InlinedState =
  | { readonly config: ClientConfig; readonly overview: Overview; readonly rendered?: RenderClock }
  | {
      readonly config: ClientConfig;
      readonly overview: null;
      /** Why there is no overview; the console shows it and offers another try. */
      readonly problem: Readonly<Record<string, ProblemMember>>;
    };

/**
 * The page "Account security" until its body, for which nothing needs to be known of the person. Everything it loads has a hash in
 * its name.
 * @param sheet the document's own sheet, of a page that is to bring its rows
 */
export const shellHead = (
  { basePath, locale }: ClientConfig,
  { script, styles, preloads }: ConsoleEntry,
  sheet: string | undefined,
): string => {
  const asset = (name: string): string => escapeHtml(`${basePath}/${name}`);
  return `<!doctype html>
<html lang="${escapeHtml(locale)}">
<head>
<meta charset="utf-8">
<title>Account security</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="${asset(`assets/${builtInFiles.favicon.name}`)}" type="image/svg+xml">
${sheet === undefined ? '' : `<style id="keyhold-tokens">${sheet}</style>`}
${styles.map((name) => `<link rel="stylesheet" href="${asset(name)}">`).join('\n')}
<script type="module" src="${asset(script)}"></script>
${preloads.map((name) => `<link rel="modulepreload" href="${asset(name)}">`).join('\n')}
</head>
`;
};

/** @param rows the first rows as HTML; without them the console's script renders all by itself */
export const shellBody = (state: InlinedState, rows: string | undefined): string => `<body>
<script type="application/json" id="keyhold-state">${jsonForScript(state)}</script>
${rows ?? '<keyhold-account></keyhold-account>'}
<noscript>This page needs JavaScript. <a href="${escapeHtml(state.config.accountUrl)}">Keycloak's own account page</a> shows your sessions too.</noscript>
</body>
</html>
`;
