import type { Problem } from '../http/problem.ts';
import { problems } from '../http/problems.ts';
import { builtInFiles } from './built-in-files.ts';
import { escapeHtml } from './escape-html.ts';

export interface PlainPage {
  readonly basePath: string;
  readonly heading: string;
  readonly text: string;
  /** One link that looks like a button; its address is relative to the base path. */
  readonly action?: { readonly name: string; readonly path: `/${string}` };
  /** What the operator can find the reason by. */
  readonly reference?: string;
}

/** A page without the console: it needs no script and no session. */
export const plainPage = (page: PlainPage): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${escapeHtml(page.heading)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="${page.basePath}/assets/${builtInFiles.favicon.name}" type="image/svg+xml">
</head>
${plainBody(page)}`;

/** Its body alone, behind a head that has been sent already. */
export const plainBody = ({ basePath, heading, text, action, reference }: PlainPage): string => `<body>
<link rel="stylesheet" href="${basePath}/assets/${builtInFiles.plainStyle.name}">
<main>
<h1>${escapeHtml(heading)}</h1>
<p>${escapeHtml(text)}</p>
${action === undefined ? '' : `<a class="button" role="button" href="${escapeHtml(basePath + action.path)}">${escapeHtml(action.name)}</a>`}
${reference === undefined ? '' : `<p><small>Reference: ${escapeHtml(reference)}</small></p>`}
</main>
</body>
</html>
`;

/** After signing out. Nothing here starts a sign-in by itself: Keycloak may still know the person. */
export const signedOutPage = (basePath: string): string =>
  plainPage({
    basePath,
    heading: 'You are signed out',
    text: 'This browser can no longer see or change your account here.',
    action: { name: 'Sign in', path: '/auth/login' },
  });

/** When Keycloak ended the session behind an open page. A button, not a redirect: a wrongly set up realm must not send the browser in circles. */
export const sessionEnded = (basePath: string, path: string): PlainPage => ({
  basePath,
  heading: 'Your session has ended',
  text: 'You were signed out, here or from another device. Sign in to see your account again.',
  action: { name: 'Sign in', path: `/auth/login?returnTo=${encodeURIComponent(path)}` },
});

/** A problem for eyes: what happened and what can be done about it. */
export const problemPage = (basePath: string, problem: Problem, requestId?: string): string =>
  plainPage({
    basePath,
    heading: problem.kind.title,
    // Its remedy is for lists.
    text:
      problem.kind === problems.notFound
        ? 'There is nothing at this address.'
        : (problem.detail ?? problem.kind.remedy),
    action: { name: 'Go to account security', path: '/' },
    ...(requestId === undefined ? {} : { reference: requestId }),
  });
