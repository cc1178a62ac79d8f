import type { Caller, EnrolmentRoom, StoredEnrolment, StoredGrant } from '../http/caller.ts';
import { findEnrolment, findUnclaimed } from '../http/stored-enrolments.ts';

/** A signed-in person without a store behind; what the code under test did to the web session can be read off. */
export interface FakeCaller extends Caller {
  readonly grants: Map<string, StoredGrant>;
  readonly enrolments: Map<string, StoredEnrolment>;
  readonly endings: string[];
}

export const fakeCaller = (over: Partial<Caller> = {}): FakeCaller => {
  const grants = new Map<string, StoredGrant>();
  const enrolments = new Map<string, StoredEnrolment>();
  const endings: string[] = [];
  const memory: { shown: string | undefined; syncedAt: number | undefined } = {
    shown: undefined,
    syncedAt: Date.now(),
  };
  const caller: FakeCaller = {
    subject: 'user-1',
    username: 'alice',
    keycloakSession: 'current-sid',
    address: '203.0.113.9',
    userAgent: 'Test/1.0',
    requestId: 'request-1',
    accessToken: () => Promise.resolve('user-token'),
    findGrant: (operation, target) => {
      const found = grants.get(`${operation} ${target}`);
      return found !== undefined && Date.parse(found.expiresAt) > Date.now() ? found : undefined;
    },
    keepGrant: (grant) => Promise.resolve(void grants.set(`${grant.operation} ${grant.target}`, grant)),
    forgetGrant: (operation, target) => Promise.resolve(void grants.delete(`${operation} ${target}`)),
    findEnrolment: (room, id) => findEnrolment([...enrolments.values()], room, id),
    keepEnrolment: (enrolment) => Promise.resolve(void enrolments.set(enrolment.id, enrolment)),
    claimEnrolment: <Room extends EnrolmentRoom>(room: Room, id: string) => {
      const found = findUnclaimed([...enrolments.values()], room, id);
      if (found !== undefined) enrolments.set(id, { ...found, claimedUntil: Date.now() + 15_000 });
      return Promise.resolve(found);
    },
    releaseEnrolment: (id) => {
      const found = enrolments.get(id);
      if (found !== undefined) enrolments.set(id, { ...found, claimedUntil: undefined });
      return Promise.resolve();
    },
    forgetEnrolment: (id) => Promise.resolve(void enrolments.delete(id)),
    get shown() {
      return memory.shown;
    },
    get syncedAt() {
      return memory.syncedAt;
    },
    remember: (change) => Promise.resolve(void Object.assign(memory, change)),
    endWebSession: (reason) => Promise.resolve(void endings.push(reason)),
    grants,
    enrolments,
    endings,
  };
  return Object.defineProperties(caller, Object.getOwnPropertyDescriptors(over));
};

/** Gives the caller a good grant for this operation. */
export const withGrantFor = (
  caller: FakeCaller,
  operation: string,
  target = '',
  grant = 'grant-1',
  covers?: readonly string[],
): FakeCaller => {
  const expiresAt = new Date(Date.now() + 60_000).toISOString();
  caller.grants.set(`${operation} ${target}`, { operation, target, grant, expiresAt, covers });
  return caller;
};

/** Gives the caller a good grant for ending sessions. */
export const withEndingGrant = (
  caller: FakeCaller,
  grant = 'grant-1',
  expiresAt = new Date(Date.now() + 60_000),
): FakeCaller => {
  caller.grants.set('sessions.end ', {
    operation: 'sessions.end',
    target: '',
    grant,
    expiresAt: expiresAt.toISOString(),
  });
  return caller;
};
