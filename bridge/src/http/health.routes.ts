import { Router } from 'express';
import type { OidcProvider } from '../keycloak/oidc-provider.ts';
import type { SessionStore } from '../store/session-store.ts';

/** `GET /healthz`: the process serves. `GET /readyz`: so do its store and Keycloak; names what does not, and nothing more. */
export function healthRoutes({ store, provider }: { store: SessionStore; provider: OidcProvider }): Router {
  const router = Router({ caseSensitive: true, strict: true });
  /** One look at a time, however many ask: this address is open. */
  let look: Promise<Record<string, boolean>> | undefined;

  const works = (check: Promise<void>): Promise<boolean> =>
    check.then(
      () => true,
      () => false,
    );

  const lookOnce = (): Promise<Record<string, boolean>> => {
    look ??= Promise.all([works(store.check()), works(provider.check())])
      .then(([storeWorks, keycloakWorks]) => ({ store: storeWorks, keycloak: keycloakWorks }))
      .finally(() => (look = undefined));
    return look;
  };

  router.get('/healthz', (_req, res) => {
    res.set('Cache-Control', 'no-store').json({ status: 'ok' });
  });

  router.get('/readyz', async (_req, res) => {
    const parts = await lookOnce();
    const ready = Object.values(parts).every(Boolean);
    const status = Object.fromEntries(Object.entries(parts).map(([name, good]) => [name, good ? 'ok' : 'unavailable']));
    res
      .status(ready ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ status: ready ? 'ok' : 'unavailable', ...status });
  });
  return router;
}
