import { isOpen, type EnrolmentRoom, type StoredEnrolment } from './caller.ts';

type List = readonly StoredEnrolment[];

/** Each tab may have one under way; more is not use. */
const limit = 5;
/** Longer than the call to the plugin that a confirmation makes; a bridge that dies meanwhile blocks it no longer than this. */
const claimLife = 15_000;

export const findEnrolment = <Room extends EnrolmentRoom>(
  list: List = [],
  room: Room,
  id: string,
): StoredEnrolment<Room> | undefined =>
  list.find(
    (enrolment): enrolment is StoredEnrolment<Room> =>
      enrolment.room === room && enrolment.id === id && isOpen(enrolment),
  );

/** Those that are left without this one and without the expired ones. */
export const withoutEnrolment = (list: List = [], id: string): StoredEnrolment[] =>
  list.filter((enrolment) => enrolment.id !== id && isOpen(enrolment));

export const withEnrolment = (list: List = [], enrolment: StoredEnrolment): StoredEnrolment[] =>
  [...withoutEnrolment(list, enrolment.id), enrolment].slice(-limit);

/** One that no confirmation has taken. */
export const findUnclaimed = <Room extends EnrolmentRoom>(
  list: List = [],
  room: Room,
  id: string,
): StoredEnrolment<Room> | undefined => {
  const found = findEnrolment(list, room, id);
  return found === undefined || (found.claimedUntil ?? 0) > Date.now() ? undefined : found;
};

export const withClaim = (list: List = [], id: string, isClaimed: boolean): StoredEnrolment[] =>
  list.map(({ claimedUntil, ...enrolment }) =>
    enrolment.id !== id
      ? { ...enrolment, claimedUntil }
      : { ...enrolment, ...(isClaimed ? { claimedUntil: Date.now() + claimLife } : {}) },
  );
