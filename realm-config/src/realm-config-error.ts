/** A failure in words for the person at the terminal: what went wrong and, in `next`, what to do about it. Never holds a secret. */
export class RealmConfigError extends Error {
  readonly next: string | undefined;

  constructor(message: string, options: { next?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'RealmConfigError';
    this.next = options.next;
  }
}
