import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { SMTPServer } from 'smtp-server';
import { answer } from './answer.ts';
import { Mails } from './mails.ts';

export interface RunningMailbox {
  /** The page that shows the mails, and the API below `/api/messages`. */
  url: string;
  smtpPort: number;
  mails: Mails;
  stop(): Promise<void>;
}

const largestMail = 5_000_000;

/** A mail server on loopback that delivers nothing: every mail is kept and shown on a small page. */
export async function startMailbox(ports: { page: number; smtp: number }): Promise<RunningMailbox> {
  const mails = new Mails();
  const smtp = createSmtpServer(mails);
  const web = createServer((request, response) => {
    const { status, headers, body } = answer(mails, request);
    response.writeHead(status, headers).end(body);
  });
  smtp.listen(ports.smtp, '127.0.0.1');
  await once(smtp.server, 'listening');
  await listen(web, ports.page);
  return {
    url: `http://localhost:${ports.page}`,
    smtpPort: ports.smtp,
    mails,
    stop: async () => {
      web.closeAllConnections();
      await Promise.all([
        new Promise((done) => web.close(done)),
        new Promise<void>((done) => smtp.close(() => done())),
      ]);
    },
  };
}

function createSmtpServer(mails: Mails): SMTPServer {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: largestMail,
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('error', done);
      stream.on('end', () => {
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        mails.receive(Buffer.concat(parts), recipients).then(
          () => done(),
          (error: unknown) => done(error instanceof Error ? error : new Error('The mail could not be read.')),
        );
      });
    },
  });
  // A client that hangs up half-way must not end the run.
  server.on('error', () => undefined);
  return server;
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
}
