import { isoCBOR } from '@simplewebauthn/server/helpers';
import { createHash, generateKeyPairSync, randomBytes, sign, type JsonWebKey, type KeyObject } from 'node:crypto';

/** What a hand-made registration says; everything that is not said is as a good browser and authenticator have it. */
export interface Registration {
  readonly challenge: string;
  readonly rpId?: string;
  readonly algorithm?: -7 | -8 | -257;
  /** Members of the client data over the good ones. */
  readonly clientData?: object;
  readonly userPresent?: boolean;
  readonly userVerified?: boolean;
  readonly aaguid?: string;
  readonly credentialId?: Buffer;
  /** With a statement signed by the key itself, where it is `packed`; `forged` by another one. */
  readonly statement?: 'forged' | 'none' | 'packed';
  readonly discoverable?: boolean;
  readonly transports?: string[];
}

export const pageOrigin = 'https://account.example.org';
const goodAaguid = '01020304-0506-0708-0102-030405060708';

/** Registers a new key as `PublicKeyCredential.toJSON()` tells it. */
export const register = (wanted: Registration) => {
  const { algorithm = -7, credentialId = randomBytes(16), statement = 'none', transports = ['internal'] } = wanted;
  const { publicKey, privateKey } = keyPair(algorithm);
  const clientData = Buffer.from(
    JSON.stringify({
      type: 'webauthn.create',
      challenge: wanted.challenge,
      origin: pageOrigin,
      crossOrigin: false,
      ...wanted.clientData,
    }),
  );
  const authData = authenticatorData(wanted, credentialId, coseKey(algorithm, publicKey.export({ format: 'jwk' })));
  const signer = statement === 'forged' ? keyPair(algorithm).privateKey : privateKey;
  const attStmt = new Map<string, number | Uint8Array>(
    statement === 'none'
      ? []
      : [
          ['alg', algorithm],
          ['sig', signed(Buffer.concat([authData, sha256(clientData)]), algorithm, signer)],
        ],
  );
  const attestation = new Map<string, unknown>([
    ['fmt', statement === 'none' ? 'none' : 'packed'],
    ['attStmt', attStmt],
    ['authData', authData],
  ]);
  const id = credentialId.toString('base64url');
  return {
    id,
    rawId: id,
    type: 'public-key',
    authenticatorAttachment: 'platform',
    response: {
      clientDataJSON: clientData.toString('base64url'),
      attestationObject: encoded(attestation).toString('base64url'),
      transports,
    },
    clientExtensionResults: { credProps: { rk: wanted.discoverable ?? true } },
  };
};

/** Something in the shape of an answer to a challenge; only Keycloak's own providers could tell that no key signed it. */
export const assert = (challenge: string) => ({
  id: 'XC0tO75s1wQ0m8yJb3nYkA',
  rawId: 'XC0tO75s1wQ0m8yJb3nYkA',
  type: 'public-key',
  authenticatorAttachment: 'platform',
  response: {
    authenticatorData: Buffer.alloc(37, 1).toString('base64url'),
    clientDataJSON: Buffer.from(JSON.stringify({ type: 'webauthn.get', challenge })).toString('base64url'),
    signature: Buffer.alloc(70, 2).toString('base64url'),
    userHandle: Buffer.from('user-1').toString('base64url'),
  },
  clientExtensionResults: {},
});

const keyPair = (algorithm: number) => {
  if (algorithm === -7) return generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return algorithm === -8 ? generateKeyPairSync('ed25519') : generateKeyPairSync('rsa', { modulusLength: 2048 });
};

const bytes = (text = ''): Uint8Array => Uint8Array.from(Buffer.from(text, 'base64url'));

/** RFC 9052 §7, RFC 8230 §4. */
const coseKey = (algorithm: number, { x, y, n, e }: JsonWebKey): Buffer => {
  const members: Record<number, [number, number | Uint8Array][]> = {
    [-7]: [
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, bytes(x)],
      [-3, bytes(y)],
    ],
    [-8]: [
      [1, 1],
      [3, -8],
      [-1, 6],
      [-2, bytes(x)],
    ],
    [-257]: [
      [1, 3],
      [3, -257],
      [-1, bytes(n)],
      [-2, bytes(e)],
    ],
  };
  return encoded(new Map(members[algorithm]));
};

/** WebAuthn L3 §6.1. */
const authenticatorData = (wanted: Registration, credentialId: Buffer, key: Buffer): Uint8Array => {
  const { rpId = 'example.org', userPresent = true, userVerified = true, aaguid = goodAaguid } = wanted;
  const length = Buffer.alloc(2);
  length.writeUInt16BE(credentialId.length);
  return Uint8Array.from(
    Buffer.concat([
      sha256(Buffer.from(rpId)),
      Buffer.from([(userPresent ? 0x01 : 0) | (userVerified ? 0x04 : 0) | 0x40]),
      Buffer.from([0, 0, 0, 1]),
      Buffer.from(aaguid.replaceAll('-', ''), 'hex'),
      length,
      credentialId,
      key,
    ]),
  );
};

const encoded = (value: unknown): Buffer => Buffer.from(isoCBOR.encode(value as Parameters<typeof isoCBOR.encode>[0]));

const sha256 = (data: Uint8Array): Buffer => createHash('sha256').update(data).digest();

const signed = (data: Uint8Array, algorithm: number, key: KeyObject): Uint8Array =>
  Uint8Array.from(sign(algorithm === -8 ? null : 'sha256', data, key));
