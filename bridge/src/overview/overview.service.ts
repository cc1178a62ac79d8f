import type { Caller } from '../http/caller.ts';
import type { PluginApi } from '../keycloak/plugin-api.ts';
import { rememberShown } from '../sync/shown.ts';
import { overview, type Overview } from './overview.schema.ts';

export interface OverviewService {
  /** The state of all cards by exactly one call to the plugin, and remembers what the page now shows. */
  read(caller: Caller): Promise<Overview>;
}

export const overviewService = ({ plugin }: { plugin: PluginApi }): OverviewService => ({
  read: async (caller) => {
    const state = await plugin.call(caller, { method: 'GET', path: '/overview', answer: overview });
    await rememberShown(caller, state);
    return state;
  },
});
