import type { z } from 'zod';
import { inPluginWords, pluginChallenge, type challenge } from '../../factors/assertion.schema.ts';
import { requireHere } from '../../factors/relying-party.ts';
import type { Caller } from '../../http/caller.ts';
import { Problem } from '../../http/problem.ts';
import { endOthersHere, type EndingDeps } from '../../http/other-web-sessions.ts';
import { problems } from '../../http/problems.ts';
import { asEnding } from '../../keycloak/ending-call.ts';
import type { PluginApi } from '../../keycloak/plugin-api.ts';
import { rescue } from './operations.ts';
import { pluginGrant, type ChallengeStart, type Proof, type provedOperation } from './reauthentication.schema.ts';

export interface ReauthenticationService {
  /** Has the plugin check the proof and keeps the grant in the web session. The caller never gets the grant. */
  prove(caller: Caller, proof: Proof): Promise<z.output<typeof provedOperation>>;
  /** Asks the plugin for a challenge; throws `relying-party-elsewhere` where no key can answer it. */
  challenge(caller: Caller, start: ChallengeStart): Promise<z.output<typeof challenge>>;
}

export interface ReauthenticationDeps extends EndingDeps {
  readonly plugin: PluginApi;
  /** The page's own. */
  readonly origin: string;
}

export const reauthenticationService = (deps: ReauthenticationDeps): ReauthenticationService => ({
  prove: async (caller, proof) => {
    const { operation, target } = proof;
    const granted = await deps.plugin.call(caller, {
      method: 'POST',
      path: '/reauthentication',
      body: inPluginWords(proof),
      answer: pluginGrant,
      // A rescue ends the other sessions before it answers: a code must not be spent for an answer that nobody waits for.
      ...(proof.recoveryCode === undefined ? {} : asEnding),
    });
    const { grant, covers, expiresAt, methods } = granted;
    const isRescue = granted.operation === rescue && proof.recoveryCode !== undefined;
    if (!isRescue && (granted.operation !== operation || granted.target !== target)) {
      throw new Problem(problems.internal, {
        cause: new Error('The plugin granted something else than was asked for'),
      });
    }
    const kept = isRescue ? ({ operation: rescue, target: '' } as const) : { operation, target };
    await caller.keepGrant({ ...kept, grant, expiresAt, covers });
    // Whoever rescues an account may share it with a stranger: Keycloak has just ended all other sessions.
    if (isRescue) await endOthersHere(deps, caller);
    return { ...kept, methods, expiresAt, ...(isRescue && covers?.includes('sessions.end') && { sessionsLeft: true }) };
  },

  challenge: async (caller, start) => {
    const { publicKey, ...made } = await deps.plugin.call(caller, {
      method: 'POST',
      path: '/reauthentication/challenges',
      body: start,
      answer: pluginChallenge,
    });
    requireHere(publicKey.rpId, deps.origin);
    return { ...made, options: publicKey };
  },
});
