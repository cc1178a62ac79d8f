import type { Caller } from '../http/caller.ts';
import { passwordState } from '../features/password/password.schema.ts';
import type { PluginApi } from '../keycloak/plugin-api.ts';
import { rememberShown } from '../sync/shown.ts';
import { overview, type Overview } from './overview.schema.ts';

// The plugin's room password is still on its way.
const overviewOfPlugin = overview.extend({
  password: passwordState.default({ state: 'missing', changedAt: null, provider: null }),
});

export interface OverviewService {
  /** The state of all cards by exactly one call to the plugin, and remembers what the page now shows. */
  read(caller: Caller): Promise<Overview>;
}

export const overviewService = ({ plugin }: { plugin: PluginApi }): OverviewService => ({
  read: async (caller) => {
    const state = await plugin.call(caller, { method: 'GET', path: '/overview', answer: overviewOfPlugin });
    await rememberShown(caller, state);
    return state;
  },
});
