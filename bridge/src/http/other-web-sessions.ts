import type { Logger } from 'pino';
import type { Caller, WebSessionEnder } from './caller.ts';

export interface EndingDeps {
  readonly webSessions: WebSessionEnder;
  readonly log: Pick<Logger, 'error'>;
}

/**
 * Ends web sessions here after their Keycloak sessions were ended. Back-channel logout and the sweep would do it too; this is only
 * sooner, so its failure is not the answer's.
 */
export const endHere = async ({ log }: EndingDeps, caller: Caller, ending: () => Promise<number>): Promise<void> => {
  try {
    await ending();
  } catch (err) {
    log.error({ err, requestId: caller.requestId }, 'web sessions of ended sessions are left to the sweep');
  }
};

/** All of the person but the one behind this request. */
export const endOthersHere = (deps: EndingDeps, caller: Caller): Promise<void> =>
  endHere(deps, caller, () => deps.webSessions.endBySubject(caller.subject, 'ended-by-user', caller.keycloakSession));
