import type { Caller } from '../http/caller.ts';
import type { PluginApi } from '../keycloak/plugin-api.ts';
import { rememberShown } from '../sync/shown.ts';
import { inThisPage } from './in-this-page.ts';
import { pluginOverview, type Overview } from './overview.schema.ts';

export interface OverviewService {
  /** The state of all cards by exactly one call to the plugin, and remembers what the page now shows. */
  read(caller: Caller): Promise<Overview>;
}

export interface OverviewDeps {
  readonly plugin: PluginApi;
  /** The page's own. */
  readonly origin: string;
  /** Keycloak's own account page. */
  readonly accountUrl: string;
}

export const overviewService = ({ plugin, ...page }: OverviewDeps): OverviewService => ({
  read: async (caller) => {
    const state = await plugin.call(caller, { method: 'GET', path: '/overview', answer: pluginOverview });
    await rememberShown(caller, state);
    return inThisPage(state, page);
  },
});
