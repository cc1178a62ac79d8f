import type { Logger } from 'pino';
import type { z } from 'zod';
import type { Caller, WebSessionEnder } from '../../http/caller.ts';
import type { endedSessions } from '../../keycloak/ended-sessions.schema.ts';
import type { PluginApi } from '../../keycloak/plugin-api.ts';
import { passwordRules, pluginPasswordChange, type PasswordChange } from './password.schema.ts';

export interface PasswordService {
  /** The realm's rules as they are now. */
  rules(caller: Caller): Promise<z.output<typeof passwordRules>>;
  /** Changes the password and ends the first batch of the other sessions, where that is asked for. */
  change(caller: Caller, change: PasswordChange): Promise<z.output<typeof endedSessions>>;
}

export interface PasswordDeps {
  readonly plugin: PluginApi;
  readonly webSessions: WebSessionEnder;
  readonly log: Pick<Logger, 'error'>;
}

/** Milliseconds. Slow hashes, a history of them, and a batch of sessions with slow logout URLs fit in. */
const changeLimit = 15_000;

export const passwordService = ({ plugin, webSessions, log }: PasswordDeps): PasswordService => ({
  rules: (caller) => plugin.call(caller, { method: 'GET', path: '/password/rules', answer: passwordRules }),

  change: async (caller, change) => {
    const { grant, ...ended } = await plugin.call(caller, {
      method: 'PUT',
      path: '/password',
      body: change,
      timeout: changeLimit,
      oneByOne: 'password',
      answer: pluginPasswordChange,
    });
    if (grant !== undefined) {
      await caller.keepGrant({
        operation: grant.operation,
        target: grant.target,
        grant: grant.grant,
        expiresAt: grant.expiresAt,
      });
    }
    if (change.endOtherSessions) {
      // Back-channel logout and the sweep would do it too; this is only sooner, so its failure is not the answer's.
      await webSessions
        .endBySubject(caller.subject, 'ended-by-user', caller.keycloakSession)
        .catch((err: unknown) =>
          log.error({ err, requestId: caller.requestId }, 'web sessions of ended sessions are left to the sweep'),
        );
    }
    return ended;
  },
});
