import { connect } from 'node:net';
import { once } from 'node:events';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { freePort } from '../machine/ports.ts';
import { startMailbox, type RunningMailbox } from './mailbox.ts';
import type { Mail } from './mails.ts';

describe('the mailbox', () => {
  let mailbox: RunningMailbox;
  beforeAll(async () => {
    mailbox = await startMailbox({ page: await freePort(), smtp: await freePort() });
    await send(mailbox.smtpPort, 'alice@example.test', 'Hello <script>', '<img src=http://x.test/><script>1</script>');
  });
  afterAll(() => mailbox.stop());

  test('keeps what was sent, by address whatever its case', async () => {
    const list = async (to: string): Promise<Mail[]> => {
      const response = await fetch(`${mailbox.url}/api/messages?to=${to}`);
      return ((await response.json()) as { items: Mail[] }).items;
    };
    expect(await list('Alice@example.test')).toMatchObject([{ subject: 'Hello <script>', to: ['alice@example.test'] }]);
    expect(await list('bob@example.test')).toEqual([]);
  });

  test('shows words of a mail as words', async () => {
    const page = await (await fetch(mailbox.url)).text();
    expect(page).not.toContain('<script>');
    expect(page).toContain('Hello &#60;script&#62;');
  });

  // Threat: a mail is a stranger's document. Bound: it may run and load nothing, and stands in an origin of its own.
  test('shows the HTML of a mail without script and without requests', async () => {
    const response = await fetch(`${mailbox.url}/messages/1/html`);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^sandbox; default-src 'none'/);
    expect(await (await fetch(`${mailbox.url}/messages/1`)).text()).toContain(
      '<iframe title="The mail as HTML" sandbox ',
    );
  });

  // Threat: a page elsewhere lets its own name point to loopback. Bound: only loopback names are answered.
  test('answers to loopback names only', async () => {
    const asked = request(`${mailbox.url}/api/messages`, { headers: { host: 'evil.test' } });
    asked.end();
    const [response] = (await once(asked, 'response')) as [{ statusCode: number; resume: () => void }];
    response.resume();
    expect(response.statusCode).toBe(421);
  });
});

/** The four commands of a mail client. */
async function send(port: number, to: string, subject: string, html: string): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  const lines = [
    ...['HELO test', 'MAIL FROM:<keycloak@example.test>', `RCPT TO:<${to}>`, 'DATA'],
    `Subject: ${subject}\r\nContent-Type: text/html\r\n\r\n${html}\r\n.`,
    'QUIT',
  ];
  for (const line of lines) {
    await once(socket, 'data');
    socket.write(`${line}\r\n`);
  }
  await once(socket, 'close');
}
