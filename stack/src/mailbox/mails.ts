import { simpleParser, type AddressObject } from 'mailparser';

export interface Mail {
  id: string;
  messageId: string | null;
  from: string;
  to: string[];
  subject: string;
  receivedAt: string;
  text: string;
  /** Null where the mail has no HTML part. */
  html: string | null;
}

const kept = 500;

/** The last 500 mails that arrived, newest first. They live in memory only. */
export class Mails {
  #mails: Mail[] = [];
  #next = 1;

  async receive(raw: Buffer, recipients: string[]): Promise<Mail> {
    const parsed = await simpleParser(raw);
    const mail: Mail = {
      id: String(this.#next++),
      messageId: parsed.messageId ?? null,
      from: addresses(parsed.from),
      to: recipients,
      subject: parsed.subject ?? '',
      receivedAt: new Date().toISOString(),
      text: parsed.text ?? '',
      html: typeof parsed.html === 'string' ? parsed.html : null,
    };
    this.#mails = [mail, ...this.#mails].slice(0, kept);
    return mail;
  }

  /** All of them, or those sent to one address (its case does not count). */
  list(to?: string | null): Mail[] {
    const wanted = to?.toLowerCase();
    return this.#mails.filter((mail) => !wanted || mail.to.some((address) => address.toLowerCase() === wanted));
  }

  find(id: string): Mail | undefined {
    return this.#mails.find((mail) => mail.id === id);
  }

  clear(): void {
    this.#mails = [];
  }
}

function addresses(header: AddressObject | AddressObject[] | undefined): string {
  return [header ?? []]
    .flat()
    .map(({ text }) => text)
    .join(', ');
}
