import { isIP } from 'node:net';
import { Problem } from '../http/problem.ts';
import { factorProblems } from './factors.problems.ts';

/** Whether a page on this host may run ceremonies for this relying party (WebAuthn L3 §5.1.3): the id is its host, or a domain above it. */
export const isHere = (rpId: string, pageOrigin: string): boolean => {
  const host = new URL(pageOrigin).hostname;
  const id = rpId.toLowerCase();
  if (isIP(host.replace(/^\[|\]$/g, '')) !== 0) return false;
  return host === id || (id !== '' && host.endsWith(`.${id}`));
};

/** Throws `relying-party-elsewhere` where no browser would take part. */
export const requireHere = (rpId: string, pageOrigin: string): void => {
  if (!isHere(rpId, pageOrigin)) throw new Problem(factorProblems.relyingPartyElsewhere);
};
