import type { z } from 'zod';
import type { Caller } from '../../http/caller.ts';
import { requirePathId } from '../../keycloak/path-id.ts';
import type { PluginApi } from '../../keycloak/plugin-api.ts';
import { forgetShownCredentials } from '../../sync/shown.ts';
import { rescue } from '../reauthentication/operations.ts';
import { withGrant } from '../reauthentication/grants.ts';
import { generatedCodes, recoveryCodesState } from './recovery-codes.schema.ts';

export interface RecoveryCodesService {
  generate(caller: Caller): Promise<z.output<typeof generatedCodes>>;
  /** @param code one of the set; null for a first set, which the person says is saved */
  confirm(caller: Caller, set: string, code: string | null): Promise<z.output<typeof recoveryCodesState>>;
}

export const recoveryCodesService = ({ plugin }: { plugin: PluginApi }): RecoveryCodesService => ({
  generate: (caller) =>
    withGrant(caller, 'recovery-codes.generate', '', async (grant) => {
      const made = await plugin.call(caller, {
        method: 'POST',
        path: '/recovery-codes',
        body: {},
        grant,
        answer: generatedCodes,
      });
      await forgetShownCredentials(caller);
      return made;
    }),

  confirm: async (caller, set, code) => {
    requirePathId(set);
    const state = await plugin.call(caller, {
      method: 'POST',
      path: `/recovery-codes/${set}/confirmation`,
      body: { code },
      // New codes void every proof given before, but not the rescue they were made by: it says so itself.
      grant: caller.findGrant(rescue, '')?.grant,
      oneByOne: 'recovery-codes',
      answer: recoveryCodesState,
    });
    await forgetShownCredentials(caller);
    return state;
  },
});
