import { createHmac } from 'node:crypto';

/** An authenticator app with one secret, as Keycloak stores it: text whose bytes are the key. */
export class AuthenticatorApp {
  private readonly secret: string;
  private lastStep = 0;

  constructor(secret: string) {
    this.secret = secret;
  }

  /** A code that was not given before: Keycloak takes each once, and one step ahead as well. */
  code(): string {
    const now = Math.floor(Date.now() / 30_000);
    this.lastStep = Math.max(now - 1, this.lastStep + 1);
    if (this.lastStep > now + 1) throw new Error('No fresh code: sign in less often, or wait');
    return codeAt(this.secret, this.lastStep);
  }
}

// RFC 6238 with its defaults: SHA-1, 30 seconds, 6 digits.
function codeAt(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0xf;
  return String((mac.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, '0');
}
