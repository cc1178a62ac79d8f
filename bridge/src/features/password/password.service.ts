import type { z } from 'zod';
import { inPluginWords } from '../../factors/assertion.schema.ts';
import type { Caller, StoredGrant } from '../../http/caller.ts';
import { endOthersHere, type EndingDeps } from '../../http/other-web-sessions.ts';
import { endingLimit } from '../../keycloak/ending-call.ts';
import type { endedSessions } from '../../keycloak/ended-sessions.schema.ts';
import type { PluginApi } from '../../keycloak/plugin-api.ts';
import { forgetShownCredentials } from '../../sync/shown.ts';
import type { pluginGrant } from '../reauthentication/reauthentication.schema.ts';
import { passwordRules, pluginPasswordChange, type PasswordChange } from './password.schema.ts';

export interface PasswordService {
  /** The realm's rules as they are now. */
  rules(caller: Caller): Promise<z.output<typeof passwordRules>>;
  /** Changes the password and ends the first batch of the other sessions, where that is asked for. */
  change(caller: Caller, change: PasswordChange): Promise<z.output<typeof endedSessions>>;
}

export interface PasswordDeps extends EndingDeps {
  readonly plugin: PluginApi;
}

/** Only what the web session keeps of it. */
const storedGrant = ({ operation, target, grant, expiresAt }: z.output<typeof pluginGrant>): StoredGrant => ({
  operation,
  target,
  grant,
  expiresAt,
});

export const passwordService = (deps: PasswordDeps): PasswordService => ({
  rules: (caller) => deps.plugin.call(caller, { method: 'GET', path: '/password/rules', answer: passwordRules }),

  change: async (caller, change) => {
    const { grant, ...ended } = await deps.plugin.call(caller, {
      method: 'PUT',
      path: '/password',
      body: inPluginWords(change),
      // Slow hashes, a history of them, and a batch of sessions with slow logout URLs fit in.
      timeout: endingLimit,
      oneByOne: 'password',
      answer: pluginPasswordChange,
    });
    await forgetShownCredentials(caller);
    if (grant !== undefined) await caller.keepGrant(storedGrant(grant));
    if (change.endOtherSessions) await endOthersHere(deps, caller);
    return ended;
  },
});
