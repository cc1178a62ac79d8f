import { createHash } from 'node:crypto';

const favicon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="M8 1 2.5 3v4.6c0 3.4 2.3 6 5.5 7.4 3.2-1.4 5.5-4 5.5-7.4V3z" fill="#1f4fd8"/><path d="M8 5.2a1.6 1.6 0 0 0-.8 3V11h1.6V8.2a1.6 1.6 0 0 0-.8-3z" fill="#fff"/></svg>\n';

// The colours of elements/src/tokens, so that a person does not wonder whose page this is.
const plainStyle = `:root { color-scheme: light dark; --paper: #f6f6f3; --card: #fff; --ink: #1b1d1f; --ink-2: #575d64; --line: #e6e6e1; --accent: #1f4fd8; --on-accent: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #101214; --card: #181b1e; --ink: #eceeef; --ink-2: #a8b0b8; --line: #2a2f34; --accent: #8badff; --on-accent: #0c1630; }
}
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { box-sizing: border-box; width: min(28rem, 100% - 2rem); padding: 24px; background: var(--card); border: 1px solid var(--line); border-radius: 16px; }
h1 { margin: 0 0 8px; font-size: 1.1875rem; font-weight: 600; line-height: 1.3; }
p { margin: 0 0 16px; color: var(--ink-2); overflow-wrap: anywhere; }
small { color: var(--ink-2); }
.button { display: inline-block; padding: 8px 16px; border: 1px solid transparent; border-radius: 10px; min-block-size: 22px; font-size: 0.875rem; background: var(--accent); color: var(--on-accent); font-weight: 600; text-decoration: none; }
.button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
`;

export interface BuiltInFile {
  /** With a hash of its content, so that it may be kept for ever. */
  readonly name: string;
  readonly content: Buffer;
}

const builtIn = (stem: string, extension: string, text: string): BuiltInFile => ({
  name: `${stem}-${createHash('sha256').update(text).digest('base64url').slice(0, 8)}.${extension}`,
  content: Buffer.from(text),
});

/** What the bridge's own plain pages need; no page depends on a built console to say what is wrong. */
export const builtInFiles = {
  favicon: builtIn('favicon', 'svg', favicon),
  plainStyle: builtIn('plain', 'css', plainStyle),
};
