import type { z } from 'zod';
import type { Caller } from '../../http/caller.ts';
import type { PluginApi } from '../../keycloak/plugin-api.ts';
import { forgetShownCredentials } from '../../sync/shown.ts';
import { withGrant } from '../reauthentication/grants.ts';
import { pinRules, pinState, type PinChange } from './pin.schema.ts';

type PinState = z.output<typeof pinState>;

export interface PinService {
  /** What a new PIN is measured by, as it is now. */
  rules(caller: Caller): Promise<z.output<typeof pinRules>>;
  /** Sets the first PIN, or one in place of a forgotten or disabled one. */
  set(caller: Caller, pin: string): Promise<PinState>;
  /** Changes it in return for the old one, which Keycloak counts before it looks. */
  change(caller: Caller, change: PinChange): Promise<PinState>;
}

export const pinService = ({ plugin }: { plugin: PluginApi }): PinService => ({
  rules: (caller) => plugin.call(caller, { method: 'GET', path: '/pin/rules', answer: pinRules }),

  set: (caller, pin) =>
    withGrant(caller, 'pin.set', '', async (grant) => {
      const state = await plugin.call(caller, {
        method: 'PUT',
        path: '/pin',
        body: { pin },
        grant,
        oneByOne: 'pin',
        answer: pinState,
      });
      await forgetShownCredentials(caller);
      return state;
    }),

  change: async (caller, change) => {
    const state = await plugin.call(caller, {
      method: 'POST',
      path: '/pin/changes',
      body: change,
      oneByOne: 'pin',
      answer: pinState,
    });
    await forgetShownCredentials(caller);
    return state;
  },
});
