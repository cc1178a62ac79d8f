import { z } from 'zod';
import type { Caller } from '../../http/caller.ts';
import { asEnding } from '../../keycloak/ending-call.ts';
import { endHere, endOthersHere, type EndingDeps } from '../../http/other-web-sessions.ts';
import { Problem } from '../../http/problem.ts';
import { problems } from '../../http/problems.ts';
import type { PluginApi } from '../../keycloak/plugin-api.ts';
import { rememberShown } from '../../sync/shown.ts';
import { withGrant } from '../reauthentication/grants.ts';
import { sessionsProblems } from './sessions.problems.ts';
import { endedSessions } from '../../keycloak/ended-sessions.schema.ts';
import { sessionList } from './sessions.schema.ts';

export interface SessionsService {
  /** All sessions of the person, online and offline. */
  list(caller: Caller): Promise<z.output<typeof sessionList>>;
  /** Ends one other session, and the web session here that stood on it. Throws `not-found` for whatever is not the person's own. */
  end(caller: Caller, id: string): Promise<undefined>;
  /** Ends a batch of the others. */
  endOthers(caller: Caller): Promise<z.output<typeof endedSessions>>;
}

export interface SessionsDeps extends EndingDeps {
  readonly plugin: PluginApi;
}

// Ids travel in a path: whatever could climb out of it or be read as another one is no id of Keycloak either.
const possibleId = /^(?!\.{1,2}$)[\w.~-]{1,200}$/;

/** Keycloak goes on ending after we stopped waiting: "not available" would say that nothing happened. */
const confirmed = async <T>(ending: Promise<T>): Promise<T> => {
  try {
    return await ending;
  } catch (error) {
    const late = error instanceof Problem && (error.cause as { name?: unknown } | undefined)?.name === 'TimeoutError';
    throw late ? new Problem(sessionsProblems.endingUnconfirmed, { cause: error }) : error;
  }
};

export const sessionsService = (deps: SessionsDeps): SessionsService => {
  const { plugin, webSessions } = deps;
  return {
    list: async (caller) => {
      const list = await plugin.call(caller, { method: 'GET', path: '/sessions', answer: sessionList });
      await rememberShown(caller, { sessions: list });
      return list;
    },

    end: (caller, id) =>
      withGrant(caller, 'sessions.end', '', async (grant) => {
        if (!possibleId.test(id)) throw new Problem(problems.notFound);
        const path = `/sessions/${encodeURIComponent(id)}` as const;
        await confirmed(plugin.call(caller, { method: 'DELETE', path, grant, ...asEnding, answer: z.undefined() }));
        await endHere(deps, caller, () => webSessions.endByKeycloakSession(id, 'ended-by-user'));
        return undefined;
      }),

    endOthers: (caller) =>
      withGrant(caller, 'sessions.end', '', async (grant) => {
        const ended = await confirmed(
          plugin.call(caller, {
            method: 'DELETE',
            path: '/sessions',
            grant,
            ...asEnding,
            answer: endedSessions,
          }),
        );
        await endOthersHere(deps, caller);
        return ended;
      }),
  };
};
