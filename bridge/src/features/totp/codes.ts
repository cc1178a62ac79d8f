import { createGuardrails, generateSecret, verifySync } from 'otplib';
import type { TotpPolicy } from '../../keycloak/totp-policy.schema.ts';

/** Looked for so many seconds before and after now, to tell a clock that is off from a wrong code. */
const farOff = 600;
/** A realm that accepts more periods than this asks for no code in earnest. */
const mostPeriods = 1000;
// otplib stops at an hour and at 99 periods; what a realm may demand goes beyond.
const guardrails = createGuardrails({ MAX_PERIOD: 86_400, MAX_WINDOW: 2 * mostPeriods + 2 });

/** 160 random bits (RFC 4226 §4, R6), base32. */
export const newSecret = (): string => generateSecret();

/** What a QR code carries ("Key URI Format"). The colon parts issuer and account, so neither may hold one. */
export const otpauthUri = (
  secret: string,
  { algorithm, digits, period }: TotpPolicy,
  { issuer, account }: { readonly issuer: string; readonly account: string },
): string => {
  const [by, of] = [issuer, account].map((text) => encodeURIComponent(text.toWellFormed().replaceAll(':', ' ').trim()));
  return `otpauth://totp/${by ?? ''}:${of ?? ''}?secret=${secret}&issuer=${by ?? ''}&algorithm=${algorithm}&digits=${digits}&period=${period}`;
};

/** Apps show codes in groups, so spaces are let go. Undefined for what no app shows: digits are those of ASCII, as many as the policy says. */
export const readCode = (typed: string, { digits }: TotpPolicy): string | undefined => {
  const code = typed.replaceAll(/\s/g, '');
  return code.length === digits && /^[0-9]+$/.test(code) ? code : undefined;
};

export type Verdict = { readonly right: true } | { readonly right: false; readonly clockOffBySeconds: number | null };

/** How far the app's clock is off, when the code is right for another time than now; positive: it is ahead. */
export const verify = (typed: string, secret: string, policy: TotpPolicy): Verdict => {
  const token = readCode(typed, policy);
  if (token === undefined) return { right: false, clockOffBySeconds: null };
  const { digits, period } = policy;
  const algorithm = policy.algorithm.toLowerCase() as Lowercase<TotpPolicy['algorithm']>;
  const within = (epochTolerance: number) =>
    verifySync({ secret, token, algorithm, digits, period, epochTolerance, guardrails });
  const accepted = Math.min(policy.lookAround, mostPeriods) * period;
  if (within(accepted).valid) return { right: true };
  const far = within(Math.max(farOff, accepted));
  return { right: false, clockOffBySeconds: far.valid ? far.delta * period : null };
};
