import { Router } from 'express';
import type { OidcProvider } from '../keycloak/oidc-provider.ts';
import type { PluginPresence } from '../keycloak/plugin-presence.ts';
import type { SessionStore } from '../store/session-store.ts';

export interface HealthDeps {
  readonly store: SessionStore;
  readonly provider: OidcProvider;
  readonly plugin: PluginPresence;
}

/** `GET /healthz`: the process serves. `GET /readyz`: so do its store, Keycloak and the plugin in it; names what does not, and nothing more. */
export function healthRoutes({ store, provider, plugin }: HealthDeps): Router {
  const router = Router({ caseSensitive: true, strict: true });
  /** One look at a time, however many ask: this address is open. */
  let look: Promise<Record<string, boolean>> | undefined;

  const works = (check: Promise<void>): Promise<boolean> =>
    check.then(
      () => true,
      () => false,
    );

  // Not asked while the realm itself does not answer: then it cannot, and would be remembered as away.
  const keycloakAndPlugin = async (): Promise<[boolean, boolean]> =>
    (await works(provider.check())) ? [true, await works(plugin.check())] : [false, false];

  const lookOnce = (): Promise<Record<string, boolean>> => {
    look ??= Promise.all([works(store.check()), keycloakAndPlugin()])
      .then(([storeWorks, [keycloakWorks, pluginWorks]]) => ({
        store: storeWorks,
        keycloak: keycloakWorks,
        plugin: pluginWorks,
      }))
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
