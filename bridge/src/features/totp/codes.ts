import { generateSecret, generateURI, verifySync } from 'otplib';
import type { TotpPolicy } from '../../keycloak/totp-policy.schema.ts';

/** Codes of authenticator apps as RFC 6238 makes them, by the realm's policy. */
const optionsOf = ({ algorithm, digits, period }: TotpPolicy) =>
  ({ algorithm: algorithm.toLowerCase() as 'sha1' | 'sha256' | 'sha512', digits, period }) as const;

/** 160 random bits, base32. */
export const newSecret = (): string => generateSecret();

/** What a QR code carries. */
export const otpauthUri = (
  secret: string,
  policy: TotpPolicy,
  { issuer, account }: { issuer: string; account: string },
): string => generateURI({ issuer, label: account, secret, ...optionsOf(policy) });

/** Looked for so many seconds before and after now, to tell a clock that is off from a wrong code. */
const farOff = 600;

export type Verdict = { right: true } | { right: false; clockOffBySeconds: number | null };

/**
 * @param typed digits only; of another length it is wrong
 * @returns how far the app's clock is off when the code is right for a time nearby; positive: it is ahead
 */
export const verify = (typed: string, secret: string, policy: TotpPolicy): Verdict => {
  const { digits, lookAround, period } = policy;
  if (typed.length !== digits || !/^[0-9]+$/.test(typed)) return { right: false, clockOffBySeconds: null };
  const around = (seconds: number) =>
    verifySync({ secret, token: typed, ...optionsOf(policy), epochTolerance: seconds });
  if (around(lookAround * period).valid) return { right: true };
  const far = around(Math.max(farOff, lookAround * period));
  return { right: false, clockOffBySeconds: far.valid ? far.delta * period : null };
};
