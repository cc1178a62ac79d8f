export const onlineIds = (sessions: readonly { readonly id: string; readonly kind: string }[]): string[] =>
  sessions.filter(({ kind }) => kind === 'online').map(({ id }) => id);

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
