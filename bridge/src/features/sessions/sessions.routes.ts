import { problems } from '../../http/problems.ts';
import { defineRoute, type HandlersOf } from '../../http/route.ts';
import { sessionList, sessionParams } from './sessions.schema.ts';
import { sessionsProblems } from './sessions.problems.ts';
import { endedSessions } from '../../keycloak/ended-sessions.schema.ts';
import type { SessionsService } from './sessions.service.ts';

export const sessionsRoutes = {
  listSessions: defineRoute({
    method: 'get',
    path: '/sessions',
    room: 'sessions',
    operationId: 'listSessions',
    summary: 'Lists where the person is signed in',
    caller: 'signed-in',
    changes: false,
    answer: sessionList,
    problems: [],
  }),
  endSession: defineRoute({
    method: 'delete',
    path: '/sessions/{id}',
    room: 'sessions',
    operationId: 'endSession',
    summary: 'Ends one other session',
    description: 'Needs a proof for `sessions.end`. A missing, ended, malformed or foreign id is answered alike.',
    caller: 'signed-in',
    changes: true,
    params: sessionParams,
    problems: [
      problems.stepUpRequired,
      problems.impersonated,
      problems.notFound,
      sessionsProblems.currentSession,
      sessionsProblems.endingUnconfirmed,
    ],
  }),
  endOtherSessions: defineRoute({
    method: 'delete',
    path: '/sessions',
    room: 'sessions',
    operationId: 'endOtherSessions',
    summary: 'Ends all other sessions, a batch at a time',
    description: 'Needs a proof for `sessions.end`. Spares the session behind the request; offline ones are ended too.',
    caller: 'signed-in',
    changes: true,
    answer: endedSessions,
    problems: [problems.stepUpRequired, problems.impersonated, sessionsProblems.endingUnconfirmed],
  }),
};

export const sessionsHandlers = (sessions: SessionsService): HandlersOf<typeof sessionsRoutes> => ({
  listSessions: ({ caller }) => sessions.list(caller),
  endSession: ({ caller, params }) => sessions.end(caller, params.id),
  endOtherSessions: ({ caller }) => sessions.endOthers(caller),
});
