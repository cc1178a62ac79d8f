import type { Logger } from 'pino';
import type { Caller } from '../http/caller.ts';
import type { AdminApi } from '../keycloak/admin-api.ts';
import { isOutdated, newDifferences, outdated, type ShownPart } from './shown.ts';

/** Why a person may not have a web session (any longer); undefined when nothing speaks against it. */
export type Refusal = 'keycloak-session-gone' | 'user-disabled' | 'user-gone' | undefined;

/** Keeps web sessions true to Keycloak by reading its stock admin API with the bridge's own account. */
export interface Sync {
  /** To be asked before a web session is made. A Keycloak that does not answer refuses nobody. */
  atSignIn(person: Pick<Caller, 'keycloakSession' | 'requestId' | 'subject'>): Promise<Refusal>;
  /**
   * To be run beside a request: looks at most every 60 s per web session, ends it when its user or Keycloak session is gone.
   * Never throws. Tells whether the page shows something outdated. What the request itself changes (`own`) is no news.
   */
  beside(caller: Caller, own?: readonly ShownPart[]): Promise<{ changed: boolean }>;
  /** How often each thing happened since the start. */
  readonly counters: Readonly<Record<'changed' | 'ended' | 'failed' | 'looked', number>>;
}

export interface SyncDeps {
  readonly admin: AdminApi;
  readonly log: Pick<Logger, 'info' | 'warn'>;
  readonly now?: () => number;
}

const interval = 60_000;

export const sync = ({ admin, log, now = Date.now }: SyncDeps): Sync => {
  const counters = { changed: 0, ended: 0, failed: 0, looked: 0 };
  /** Looks under way, by Keycloak session: parallel requests of one web session share one. */
  const looking = new Map<string, Promise<boolean>>();

  const read = async ({ subject, keycloakSession }: Pick<Caller, 'keycloakSession' | 'subject'>) => {
    counters.looked += 1;
    // The user first: of one that is gone Keycloak answers nothing else.
    const user = await admin.user(subject);
    if (user === null) return { refusal: 'user-gone' as const, ids: [], credentials: [] };
    const [sessions, credentials] = await Promise.all([admin.onlineSessions(subject), admin.credentials(subject)]);
    const ids = sessions.map(({ id }) => id);
    const alive = ids.includes(keycloakSession) ? undefined : ('keycloak-session-gone' as const);
    return { refusal: user.enabled ? alive : ('user-disabled' as const), ids, credentials };
  };

  const failed = (err: unknown, requestId: string): void => {
    counters.failed += 1;
    log.warn({ err, requestId, failed: counters.failed }, 'sync with Keycloak failed');
  };

  /** True when the page shows something else than Keycloak now says. */
  const look = async (caller: Caller, own: readonly ShownPart[]): Promise<boolean> => {
    // Claimed first, so that other replicas and a failing Keycloak do not repeat it before its time.
    await caller.remember({ syncedAt: now() });
    const { refusal: reason, ids, credentials } = await read(caller);
    if (reason !== undefined) {
      counters.ended += 1;
      log.info({ requestId: caller.requestId, reason, ended: counters.ended }, 'sync ends a web session');
      await caller.endWebSession(reason);
      return false;
    }
    const { shown } = caller;
    const differences = newDifferences(shown, ids, credentials).filter((part) => !own.includes(part));
    if (shown === undefined || differences.length === 0) return false;
    counters.changed += 1;
    log.info(
      { requestId: caller.requestId, differences, changed: counters.changed },
      differences.some((part) => part !== 'sessions')
        ? 'sync found credentials that were changed outside Keyhold, or in another browser'
        : 'sync found a difference to what the page shows',
    );
    await caller.remember({ shown: outdated(shown, differences) });
    return true;
  };

  const lookOnce = (caller: Caller, own: readonly ShownPart[]): Promise<boolean> => {
    const underWay = looking.get(caller.keycloakSession);
    if (underWay !== undefined) return underWay;
    const started = look(caller, own)
      .catch((error: unknown) => {
        failed(error, caller.requestId);
        return false;
      })
      .finally(() => looking.delete(caller.keycloakSession));
    looking.set(caller.keycloakSession, started);
    return started;
  };

  return {
    counters,
    atSignIn: async (person) => {
      try {
        return (await read(person)).refusal;
      } catch (error) {
        failed(error, person.requestId);
        return undefined;
      }
    },
    beside: async (caller, own = []) => {
      const marked = isOutdated(caller.shown);
      const due = caller.syncedAt === undefined || now() - caller.syncedAt >= interval;
      const found = due && (await lookOnce(caller, own));
      return { changed: marked || found };
    },
  };
};
