export type { DemoUser, UsersRequest } from './apply-users.ts';
export { applyUsers } from './apply-users.ts';
export type { MadeSession, SessionsRequest } from './make-sessions.ts';
export { makeSessions } from './make-sessions.ts';
