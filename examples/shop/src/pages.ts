const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string): string => text.replace(/[&<>"']/g, (letter) => entities[letter] ?? letter);

export const euros = (cents: number): string =>
  (cents / 100).toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** Something to say once: that it was done, or why not and what to do next. */
export interface Message {
  tone: 'done' | 'bad';
  text: string;
}

export const welcomePage = (message?: Message): string =>
  page(`${renderMessage(message)}
<p>Your balance, and a way to send some of it to Rosa.</p>
<p><a class="button" href="/sign-in">Sign in</a></p>`);

export const accountPage = (name: string, balance: number, amount: number, message?: Message): string =>
  page(`${renderMessage(message)}
<p>Signed in as <strong>${escape(name)}</strong></p>
<p>Balance <strong id="balance">${euros(balance)}</strong></p>
<form method="post" action="/send"><button class="button">Send ${euros(amount)}</button></form>
<p class="quiet">to Rosa Diaz. You are asked for your PIN first.</p>
<form method="post" action="/sign-out"><button class="link">Sign out</button></form>`);

const renderMessage = (message?: Message): string =>
  message === undefined ? '' : `<p class="message ${message.tone}" role="status">${escape(message.text)}</p>`;

const page = (content: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Example shop</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="/shop.css">
</head>
<body>
<main>
<h1>Example shop</h1>
${content}
</main>
</body>
</html>
`;

export const styles = `
:root { color-scheme: light dark; --accent: light-dark(#2740c9, #9fb0ff); --line: light-dark(#d9d9d2, #3a3a44); }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; background: light-dark(#f6f6f2, #16161b); color: light-dark(#1c1c22, #ececf1); }
main { max-inline-size: 26rem; margin: 12vh auto 2rem; padding: 2rem; border: 1px solid var(--line); border-radius: 12px; background: light-dark(#fff, #1f1f26); }
h1 { margin: 0 0 1rem; font-size: 1.5rem; }
p { margin: 0 0 1rem; overflow-wrap: anywhere; }
#balance { font-size: 1.5rem; }
.button { display: inline-block; padding: 0.625rem 1.25rem; border: 0; border-radius: 8px; background: var(--accent); color: light-dark(#fff, #16161b); font: inherit; font-weight: 600; text-decoration: none; cursor: pointer; }
.link { padding: 0.5rem 0; border: 0; background: none; color: var(--accent); font: inherit; text-decoration: underline; cursor: pointer; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.quiet { margin-block-start: 0.5rem; color: light-dark(#5c5c66, #a9a9b5); }
.message { padding: 0.75rem 1rem; border: 1px solid var(--line); border-inline-start: 4px solid light-dark(#1c7c43, #63c98c); border-radius: 8px; }
.message.bad { border-inline-start-color: light-dark(#b3261e, #ff9088); }
@media (max-width: 480px) { main { margin: 0; min-block-size: calc(100dvh - 2.5rem); padding: 1.25rem; border: 0; border-radius: 0; } }
`;
