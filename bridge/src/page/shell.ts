import type { ClientConfig } from '../client-config/client-config.schema.ts';
import type { ProblemMember } from '../http/problem.ts';
import type { Overview } from '../overview/overview.schema.ts';
import { builtInFiles } from './built-in-files.ts';
import type { ConsoleEntry } from './console-entry.ts';
import { escapeHtml, jsonForScript } from './escape-html.ts';
import type { RenderClock } from './render-clock.ts';
import type { RenderedPage } from './rendered-page.ts';

/** What the page brings along, so that the first row needs no second request. */
export type InlinedState =
  | { readonly config: ClientConfig; readonly overview: Overview; readonly rendered?: RenderClock }
  | {
      readonly config: ClientConfig;
      readonly overview: null;
      /** Why there is no overview; the console shows it and offers another try. */
      readonly problem: Readonly<Record<string, ProblemMember>>;
    };

/** The page "Account security" as the browser first gets it. Everything it loads has a hash in its name. */
export const shell = (
  state: InlinedState,
  { script, styles, preloads }: ConsoleEntry,
  rendered: RenderedPage | null,
): string => {
  const asset = (name: string): string => escapeHtml(`${state.config.basePath}/${name}`);
  return `<!doctype html>
<html lang="${escapeHtml(state.config.locale)}">
<head>
<meta charset="utf-8">
<title>Account security</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="${asset(`assets/${builtInFiles.favicon.name}`)}" type="image/svg+xml">
${rendered === null ? '' : `<style id="keyhold-tokens">${rendered.sheet}</style>`}
${styles.map((name) => `<link rel="stylesheet" href="${asset(name)}">`).join('\n')}
<script type="module" src="${asset(script)}"></script>
${preloads.map((name) => `<link rel="modulepreload" href="${asset(name)}">`).join('\n')}
</head>
<body>
<script type="application/json" id="keyhold-state">${jsonForScript(state)}</script>
${rendered?.body ?? '<keyhold-account></keyhold-account>'}
<noscript>This page needs JavaScript. <a href="${escapeHtml(state.config.accountUrl)}">Keycloak's own account page</a> shows your sessions too.</noscript>
</body>
</html>
`;
};
