import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits as text: session ids, states, nonces, verifiers. */
export const secretId = (): string => randomBytes(32).toString('base64url');

export const isSecretId = (text: unknown): text is string =>
  typeof text === 'string' && /^[A-Za-z0-9_-]{43}$/.test(text);

/** The store knows ids only by their hash: reading it signs nobody in. */
export const hashOf = (id: string): string => createHash('sha256').update(id).digest('base64url');
