import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const nonceLength = 12;
const tagLength = 16;

/**
 * Encrypts what goes into a store, so that its file, dump or backup holds no token (AES-256-GCM, NIST SP 800-38D).
 * The name of the row is authenticated with it: a row copied to another place does not open.
 */
export class Seal {
  readonly #key: Buffer;
  readonly #indexKey: Buffer;

  constructor(key: Buffer) {
    const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', key, '', `keyhold ${purpose}`, 32));
    this.#key = derive('rows');
    this.#indexKey = derive('index');
  }

  close(name: string, content: unknown): Buffer {
    const nonce = randomBytes(nonceLength);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce);
    cipher.setAAD(Buffer.from(name));
    const body = Buffer.concat([cipher.update(JSON.stringify(content), 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), body]);
  }

  /** Undefined when the row was sealed with another key, under another name, or is damaged. */
  open(name: string, sealed: Buffer): unknown {
    if (sealed.length < nonceLength + tagLength) return undefined;
    const decipher = createDecipheriv('aes-256-gcm', this.#key, sealed.subarray(0, nonceLength), {
      authTagLength: tagLength,
    });
    decipher.setAAD(Buffer.from(name));
    decipher.setAuthTag(sealed.subarray(nonceLength, nonceLength + tagLength));
    try {
      const body = Buffer.concat([decipher.update(sealed.subarray(nonceLength + tagLength)), decipher.final()]);
      return JSON.parse(body.toString('utf8'));
    } catch {
      return undefined;
    }
  }

  /** A name to search by that tells the store nothing about what it stands for. */
  index(kind: string, value: string): string {
    return createHmac('sha256', this.#indexKey).update(`${kind}:${value}`).digest('base64url');
  }
}
