import { Problem } from '../http/problem.ts';
import { problems } from '../http/problems.ts';

/** What ids of credentials, sets and enrolments look like. They travel in a path: whatever could climb out of it is none. */
export const pathId = /^[\w-]{1,64}$/;

/** Throws `not-found` for what cannot be the id of anything of the person's. */
export const requirePathId = (id: string): void => {
  if (!pathId.test(id)) throw new Problem(problems.notFound);
};
