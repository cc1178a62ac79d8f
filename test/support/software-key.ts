import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

// WebAuthn L3 §6.1: somebody is present, and it is the owner.
const PRESENT_AND_VERIFIED = 0x05;

const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest();

/** A passkey or a security key in software, as Keycloak's own pages could have registered it for pages at localhost. */
export class Key {
  /** The credential as the admin API takes it. */
  readonly stored: { type: string; userLabel: string; secretData: string; credentialData: string };
  private readonly id = randomBytes(32);
  private readonly privateKey: KeyObject;
  private readonly origin: string;
  private readonly owner: string;
  private counter = 1;

  /** `owner`: the user's id, which a passkey tells by itself; a security key leaves it out. */
  constructor(type: 'webauthn' | 'webauthn-passwordless', keycloakUrl: string, owner = '') {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    this.privateKey = privateKey;
    this.origin = new URL(keycloakUrl).origin;
    this.owner = owner;
    this.stored = {
      type,
      userLabel: 'my key',
      secretData: '{}',
      credentialData: JSON.stringify({
        aaguid: '00000000-0000-0000-0000-000000000000',
        credentialId: this.id.toString('base64'),
        counter: this.counter,
        credentialPublicKey: coseKey(x, y).toString('base64url'),
        attestationStatementFormat: 'none',
        transports: [owner === '' ? 'usb' : 'internal'],
      }),
    };
  }

  /** One that somebody copied: it signs as this one would, and counts for itself from here on. */
  copy(): Key {
    return Object.assign(Object.create(Key.prototype) as Key, this);
  }

  /** The same as a virtual authenticator of Chromium takes it, so that its browser has the key. */
  get forBrowser() {
    return {
      credentialId: this.id.toString('base64'),
      isResidentCredential: this.owner !== '',
      rpId: 'localhost',
      privateKey: this.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
      userHandle: Buffer.from(this.owner).toString('base64'),
    };
  }

  /** What a browser posts after one touch. */
  answer(challenge: string): Record<string, string> {
    const client = { type: 'webauthn.get', challenge, origin: this.origin, crossOrigin: false };
    const clientData = Buffer.from(JSON.stringify(client));
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE((this.counter += 1));
    const data = Buffer.concat([sha256('localhost'), Buffer.of(PRESENT_AND_VERIFIED), counter]);
    return {
      credentialId: this.id.toString('base64url'),
      clientDataJSON: clientData.toString('base64url'),
      authenticatorData: data.toString('base64url'),
      signature: sign('sha256', Buffer.concat([data, sha256(clientData)]), this.privateKey).toString('base64url'),
      userHandle: Buffer.from(this.owner).toString('base64url'),
      error: '',
    };
  }
}

// RFC 9053 §7.1.1: EC2, ES256, P-256, and the two coordinates.
function coseKey(x: string, y: string): Buffer {
  const coordinate = (label: number, value: string): Buffer =>
    Buffer.concat([Buffer.of(label, 0x58, 0x20), Buffer.from(value, 'base64url')]);
  return Buffer.concat([Buffer.from('a5010203262001', 'hex'), coordinate(0x21, x), coordinate(0x22, y)]);
}
