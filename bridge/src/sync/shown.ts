import { createHash } from 'node:crypto';
import type { Caller } from '../http/caller.ts';

const stale = 'stale:';

/** A short stand-in for a set of online sessions; equal exactly when the sets are. */
export const fingerprint = (ids: readonly string[]): string =>
  createHash('sha256')
    .update([...ids].sort().join('\n'))
    .digest('base64url')
    .slice(0, 22);

/** Remembers what the page shows from now on. Written only when it differs: the store is spared on every plain reload. */
export const rememberShown = async (
  caller: Caller,
  sessions: readonly { id: string; kind: string }[],
): Promise<void> => {
  const shown = fingerprint(onlineIds(sessions));
  if (caller.shown !== shown) await caller.remember({ shown });
};

const onlineIds = (sessions: readonly { id: string; kind: string }[]): string[] =>
  sessions.filter(({ kind }) => kind === 'online').map(({ id }) => id);

/** Marks what the page shows as outdated; a fresh read takes the mark away by remembering anew. */
export const outdated = (shown: string): string => (isOutdated(shown) ? shown : stale + shown);

export const isOutdated = (shown: string | undefined): boolean => shown?.startsWith(stale) === true;

/** Where two answers disagree about which online sessions exist; both lists empty when they agree. */
export interface OnlineDifference {
  readonly onlyInPlugin: readonly string[];
  readonly onlyInStock: readonly string[];
}

/** Compares the plugin's list with that of Keycloak's stock admin API, by session id. Offline sessions are no part of the stock answer. */
export const compareOnline = (
  plugin: readonly { id: string; kind: string }[],
  stock: readonly { id: string }[],
): OnlineDifference => {
  const ours = onlineIds(plugin);
  const theirs = stock.map(({ id }) => id);
  return {
    onlyInPlugin: ours.filter((id) => !theirs.includes(id)),
    onlyInStock: theirs.filter((id) => !ours.includes(id)),
  };
};
