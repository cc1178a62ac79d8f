import type { z } from 'zod';
import type { Caller } from '../../http/caller.ts';
import { Problem } from '../../http/problem.ts';
import { problems } from '../../http/problems.ts';
import type { PluginApi } from '../../keycloak/plugin-api.ts';
import { pluginGrant, type Proof, type provedOperation } from './reauthentication.schema.ts';

export interface ReauthenticationService {
  /** Has the plugin check the proof and keeps the grant in the web session. The caller never gets the grant. */
  prove(caller: Caller, proof: Proof): Promise<z.output<typeof provedOperation>>;
}

export const reauthenticationService = ({ plugin }: { plugin: PluginApi }): ReauthenticationService => ({
  prove: async (caller, proof) => {
    const { grant, ...proved } = await plugin.call(caller, {
      method: 'POST',
      path: '/reauthentication',
      body: proof,
      answer: pluginGrant,
    });
    if (proved.operation !== proof.operation || proved.target !== proof.target) {
      throw new Problem(problems.internal, {
        cause: new Error('The plugin granted something else than was asked for'),
      });
    }
    await caller.keepGrant({ operation: proved.operation, target: proved.target, grant, expiresAt: proved.expiresAt });
    return proved;
  },
});
