import type { Mail } from './mails.ts';

const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}
table{border-collapse:collapse;width:100%}td,th{text-align:start;padding:.4rem .6rem;border-bottom:1px solid #8884}
iframe{width:100%;height:26rem;border:1px solid #8888;background:#fff}pre{white-space:pre-wrap;border:1px solid #8888;padding:1rem}`;

/** The list of mails; it looks for new ones every few seconds. */
export function listPage(mails: Mail[]): string {
  const rows = mails.map(
    (mail) =>
      `<tr><td><a href="/messages/${escape(mail.id)}">${escape(mail.subject) || '(no subject)'}</a></td>` +
      `<td>${escape(mail.to.join(', '))}</td><td>${escape(mail.receivedAt)}</td></tr>`,
  );
  const table = `<table><thead><tr><th>Subject</th><th>To</th><th>Received</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
  return page(
    'Mailbox',
    `<p>Mails that the demo's Keycloak sent. Nothing leaves this machine.</p>${mails.length === 0 ? '<p>No mail yet.</p>' : table}`,
    '<meta http-equiv="refresh" content="5">',
  );
}

/** One mail: its text, and its HTML in a frame that may run and load nothing. */
export function mailPage(mail: Mail): string {
  const html = `<h2>As HTML</h2><iframe title="The mail as HTML" sandbox src="/messages/${escape(mail.id)}/html"></iframe>`;
  return page(
    mail.subject || '(no subject)',
    `<p><a href="/">All mails</a></p><p>From ${escape(mail.from)} to ${escape(mail.to.join(', '))}, ${escape(mail.receivedAt)}</p>` +
      `<h2>As text</h2><pre>${escape(mail.text)}</pre>${mail.html === null ? '' : html}`,
  );
}

function page(title: string, body: string, head = ''): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">${head}<title>${escape(title)}</title><style>${style}</style><h1>${escape(title)}</h1>${body}</html>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
