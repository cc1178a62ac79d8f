import type { NextFunction, Request, Response } from 'express';
import type { TokenKeeper } from '../login/token-keeper.ts';
import type { WebSession, WebSessions } from '../login/web-sessions.ts';
import type { WebSessionContent } from '../login/web-session.schema.ts';
import { isOpen, type Caller, type EnrolmentRoom, type StoredEnrolment, type StoredGrant } from './caller.ts';
import type { Cookies } from './cookies.ts';
import { contextOf, headerOf } from './request-context.ts';
import { findEnrolment, findUnclaimed, withClaim, withEnrolment, withoutEnrolment } from './stored-enrolments.ts';

const agentLimit = 512;
/** Grants live minutes; more than a few at once is not use. */
const grantLimit = 20;

/** Finds out who calls. Without a live web session the request goes on as nobody's; a store that fails is an error, never "nobody". */
export function webSessionReader(cookies: Cookies, sessions: WebSessions, tokens: TokenKeeper) {
  return async (req: Request, res: Response, next: NextFunction): Promise<void> => {
    const session = await sessions.visit(cookies.session(req));
    if (session) contextOf(res).caller = callerOf(session, req, res, sessions, tokens);
    // A cookie that leads nowhere stays: clearing it here could hit the one that a sign-in in another tab has just set.
    next();
  };
}

function callerOf(found: WebSession, req: Request, res: Response, sessions: WebSessions, tokens: TokenKeeper): Caller {
  let session = found;
  const { content } = session;
  const { address, requestId } = contextOf(res);
  const edit = async (change: (content: WebSessionContent) => WebSessionContent): Promise<void> => {
    session = (await sessions.change(session.key, change)) ?? session;
  };
  const editEnrolments = (change: (list: WebSessionContent['enrolments']) => StoredEnrolment[]) =>
    edit((now) => ({ ...now, enrolments: change(now.enrolments) }));
  const other = (operation: string, target: string) => (grant: StoredGrant) =>
    (grant.operation !== operation || grant.target !== target) && isOpen(grant);
  return {
    subject: content.subject,
    username: content.username,
    keycloakSession: content.keycloakSession,
    address,
    requestId,
    userAgent: (headerOf(req, 'user-agent') ?? '').slice(0, agentLimit),
    accessToken: async (refused) => {
      session = await tokens.withFreshToken(session, refused);
      return session.content.tokens.accessToken;
    },
    findGrant: (operation, target) =>
      session.content.grants.find((grant) => grant.operation === operation && grant.target === target && isOpen(grant)),
    keepGrant: (grant) =>
      edit((now) => ({
        ...now,
        grants: [...now.grants.filter(other(grant.operation, grant.target)), { ...grant }].slice(-grantLimit),
      })),
    forgetGrant: (operation, target) =>
      edit((now) => ({ ...now, grants: now.grants.filter(other(operation, target)) })),
    findEnrolment: (room, id) => findEnrolment(session.content.enrolments, room, id),
    keepEnrolment: (enrolment) => editEnrolments((list) => withEnrolment(list, enrolment)),
    claimEnrolment: async <Room extends EnrolmentRoom>(room: Room, id: string) => {
      let found: StoredEnrolment<Room> | undefined;
      const changed = await sessions.change(session.key, (now) => {
        found = findUnclaimed(now.enrolments, room, id);
        return found === undefined ? now : { ...now, enrolments: withClaim(now.enrolments, id, true) };
      });
      session = changed ?? session;
      return changed && found;
    },
    releaseEnrolment: (id) => editEnrolments((list) => withClaim(list, id, false)),
    forgetEnrolment: (id) => editEnrolments((list) => withoutEnrolment(list, id)),
    get shown() {
      return session.content.shown;
    },
    get syncedAt() {
      return session.content.syncedAt;
    },
    remember: (change) => edit((now) => ({ ...now, ...change })),
    endWebSession: async (reason) => {
      await sessions.end(session.key, reason);
    },
  };
}
