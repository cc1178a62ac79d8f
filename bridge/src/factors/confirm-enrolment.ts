import type { Caller, EnrolmentRoom, StoredEnrolment } from '../http/caller.ts';
import { Problem } from '../http/problem.ts';
import { problems } from '../http/problems.ts';
import { forgetShownCredentials } from '../sync/shown.ts';
import { factorProblems } from './factors.problems.ts';

/** Answers after which an enrolment is over. A grant that no longer counts is one: it was bound to this enrolment alone. */
const gone: readonly string[] = [factorProblems.enrolmentGone.slug, problems.stepUpRequired.slug];

/** The enrolment as it stands; throws `enrolment-gone`. */
export const openEnrolment = <Room extends EnrolmentRoom>(
  caller: Caller,
  room: Room,
  id: string,
): StoredEnrolment<Room> => {
  const found = caller.findEnrolment(room, id);
  if (found === undefined) throw new Problem(factorProblems.enrolmentGone);
  return found;
};

/**
 * Ends an enrolment by `store`, which nothing else runs beside: a second confirmation would make the first set of recovery codes
 * anew, under the eyes that read the first. Throws `conflict` for that one, `enrolment-gone`, and what `store` throws.
 * @param ending slugs of what `store` throws after which it is over, besides those that every enrolment has
 */
export const confirmEnrolment = async <Room extends EnrolmentRoom, Answer>(
  caller: Caller,
  room: Room,
  id: string,
  store: (enrolment: StoredEnrolment<Room>) => Promise<Answer>,
  ending: readonly string[] = [],
): Promise<Answer> => {
  const claimed = await caller.claimEnrolment(room, id);
  if (claimed === undefined) throw new Problem(problems.conflict);
  try {
    const answer = await store(claimed);
    await caller.forgetEnrolment(id);
    await forgetShownCredentials(caller);
    return answer;
  } catch (error) {
    // Only a certain answer ends it: after a lost one the same confirmation is sent again and finds what was stored.
    const slug = error instanceof Problem ? error.kind.slug : '';
    const isGone = gone.includes(slug);
    await (isGone || ending.includes(slug) ? caller.forgetEnrolment(id) : caller.releaseEnrolment(id));
    throw isGone ? new Problem(factorProblems.enrolmentGone, { cause: error }) : error;
  }
};

/** Gives an enrolment up; harmless when it is over already. */
export const cancelEnrolment = async (caller: Caller, room: EnrolmentRoom, id: string): Promise<undefined> => {
  if (caller.findEnrolment(room, id) !== undefined) await caller.forgetEnrolment(id);
  return undefined;
};
