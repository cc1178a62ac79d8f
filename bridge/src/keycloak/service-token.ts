/** What the bridge needs of Keycloak's token endpoint to act as itself. */
export interface ClientCredentials {
  /** Fetches a token of the bridge's own service account; `expiresIn` in seconds. */
  clientCredentials(): Promise<{ accessToken: string; expiresIn: number }>;
}

/** The access token of the bridge's service account. */
export interface ServiceToken {
  /** One that is still good for at least a fifth of its life; fetched once however many ask at the same time. */
  get(): Promise<string>;
  /** Keycloak refused this one (keys rotated, role taken away and given back): true when it makes sense to try again with `get()`. */
  refused(token: string): boolean;
}

/** Renewing after a refusal more often than this would only double the load on a wrongly set up realm. */
const refusalPause = 10_000;

export const serviceToken = (endpoint: ClientCredentials, now: () => number = Date.now): ServiceToken => {
  let current: { token: string; fetchedAt: number; renewAt: number; expiresAt: number } | undefined;
  let renewal: Promise<string> | undefined;

  const renew = async (): Promise<string> => {
    const startedAt = now();
    const { accessToken, expiresIn } = await endpoint.clientCredentials();
    // Counted from before the call: the life of the token began at Keycloak, not here.
    const life = expiresIn * 1000;
    current = { token: accessToken, fetchedAt: now(), renewAt: startedAt + life * 0.8, expiresAt: startedAt + life };
    return accessToken;
  };

  const renewOnce = (): Promise<string> => {
    renewal ??= renew().finally(() => (renewal = undefined));
    return renewal;
  };

  return {
    get: async () => {
      if (current !== undefined && now() < current.renewAt) return current.token;
      const old = current;
      try {
        return await renewOnce();
      } catch (error) {
        // A short fault of the token endpoint harms nobody while the old token still lives.
        if (old !== undefined && old === current && now() < old.expiresAt - 2000) return old.token;
        throw error;
      }
    },
    refused: (token) => {
      if (current?.token !== token) return true;
      if (now() - current.fetchedAt < refusalPause) return false;
      current = undefined;
      return true;
    },
  };
};
