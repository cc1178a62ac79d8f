import type { Caller } from '../../http/caller.ts';
import { Problem } from '../../http/problem.ts';
import { problems } from '../../http/problems.ts';
import { operations, type Operation } from './operations.ts';

/**
 * Runs a sensitive operation with the grant that the person has proved for it; the door of this room for all others.
 * Throws `step-up-required` when there is none, or when the plugin refuses it: then it is forgotten, and a new proof is asked for.
 */
export const withGrant = async <Result>(
  caller: Caller,
  operation: Operation,
  target: string,
  run: (grant: string) => Promise<Result>,
): Promise<Result> => {
  const stored = caller.findGrant(operation, target);
  if (stored === undefined || Date.parse(stored.expiresAt) <= Date.now()) throw stepUpRequired(operation, target);
  try {
    const result = await run(stored.grant);
    if (!operations[operation].usableAgain) await caller.forgetGrant(operation, target);
    return result;
  } catch (error) {
    if (!(error instanceof Problem) || error.kind.slug !== problems.stepUpRequired.slug) throw error;
    await caller.forgetGrant(operation, target);
    throw stepUpRequired(operation, target);
  }
};

/** RFC 9470 §3: the challenge says that being signed in is not enough. */
const stepUpRequired = (operation: Operation, target: string): Problem =>
  new Problem(problems.stepUpRequired, {
    members: { operation, target },
    headers: {
      'WWW-Authenticate':
        'Bearer error="insufficient_user_authentication", error_description="A fresh proof of the user is required"',
    },
  });
