import { z } from 'zod';
import type { Caller, StoredGrant } from '../../http/caller.ts';
import { Problem } from '../../http/problem.ts';
import { problems } from '../../http/problems.ts';
import { operations, rescue, type Operation } from './operations.ts';
import { keyNeeded, method } from './reauthentication.schema.ts';

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
  const stored = findGrant(caller, operation, target);
  if (stored === undefined) throw stepUpRequired(operation, target);
  try {
    const result = await run(stored.grant);
    if (!operations[operation].usableAgain) await useUp(caller, stored, operation);
    return result;
  } catch (error) {
    if (!(error instanceof Problem) || error.kind.slug !== problems.stepUpRequired.slug) throw error;
    await useUp(caller, stored, operation);
    throw stepUpRequired(operation, target, toldHere(error.members));
  }
};

const findGrant = (caller: Caller, operation: Operation, target: string): StoredGrant | undefined => {
  const own = caller.findGrant(operation, target);
  if (own !== undefined) return own;
  const rescued = caller.findGrant(rescue, '');
  return rescued?.covers?.includes(operation) === true ? rescued : undefined;
};

/** A rescue stays for what else it covers; every other grant is gone. */
const useUp = async (caller: Caller, grant: StoredGrant, operation: Operation): Promise<void> => {
  const covers = grant.covers?.filter((covered) => covered !== operation) ?? [];
  if (covers.length > 0) await caller.keepGrant({ ...grant, covers });
  else await caller.forgetGrant(grant.operation, grant.target);
};

/** Whether this page can ask a key, the overview says; ways with one are told there alone. */
const toldHere = ({ methods, rescue: isRescued, ...told }: Problem['members']): Problem['members'] => {
  const ways = z.array(method).safeParse(methods).data;
  return ways === undefined || ways.some((way) => keyNeeded(way) !== undefined)
    ? told
    : { ...told, methods: ways, rescue: isRescued ?? false };
};

/** RFC 9470 §3: the challenge says that being signed in is not enough. */
const stepUpRequired = (operation: Operation, target: string, told: Problem['members'] = {}): Problem =>
  new Problem(problems.stepUpRequired, {
    members: { ...told, operation, target },
    headers: {
      'WWW-Authenticate':
        'Bearer error="insufficient_user_authentication", error_description="A fresh proof of the user is required"',
    },
  });
