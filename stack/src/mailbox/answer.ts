import type { IncomingMessage } from 'node:http';
import type { Mails } from './mails.ts';
import { listPage, mailPage } from './pages.ts';

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const ownPages = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; form-action 'none'";
// A mail is a stranger's document: no script, no request, an origin of its own.
const strangersPage = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** Answers the mailbox's page (`/`, `/messages/<id>`) and its API (`/api/messages[?to=]`, `/api/messages/<id>`). */
export function answer(mails: Mails, request: IncomingMessage): Answer {
  // A page elsewhere that resolves its own name to loopback must not read the mails.
  if (!/^(localhost|127\.0\.0\.1)(:\d+)?$/.test(request.headers.host ?? '')) return text(421, 'Not here.');
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  if (request.method === 'DELETE' && pathname === '/api/messages') {
    mails.clear();
    return { status: 204, headers: {}, body: '' };
  }
  if (request.method !== 'GET') return text(405, 'Only reading is possible here.');
  if (pathname === '/') return html(listPage(mails.list()));
  if (pathname === '/api/messages') return json({ items: mails.list(searchParams.get('to')) });

  const [, api, id = '', part] = /^(\/api)?\/messages\/(\d+)(?:\/(html))?$/.exec(pathname) ?? [];
  const mail = mails.find(id);
  if (mail === undefined) return text(404, 'No such mail.');
  if (api !== undefined) return json(mail);
  return part === 'html' ? html(mail.html ?? '', strangersPage) : html(mailPage(mail));
}

const always = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' };

function html(body: string, policy = ownPages): Answer {
  return {
    status: 200,
    headers: { ...always, 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
    body,
  };
}

function json(value: unknown): Answer {
  return { status: 200, headers: { ...always, 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

function text(status: number, body: string): Answer {
  return { status, headers: { ...always, 'content-type': 'text/plain; charset=utf-8' }, body };
}
