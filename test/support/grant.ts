import { eventually } from './eventually.ts';
import { callPlugin } from './plugin-call.ts';
import type { ApiAnswer } from './plugin-call.ts';

/**
 * Repeats a proof with the right password until it is taken. Keycloak calls a user disabled for the moment in which it
 * still counts their last sign-in, and tests are quicker than people.
 */
export async function proven(prove: () => Promise<ApiAnswer>): Promise<ApiAnswer> {
  return eventually('the right password is taken', 5_000, async () => {
    const answer = await prove();
    if (answer.status === 200) return answer;
    if (answer.problem === 'too-many-attempts' && answer.headers.get('retry-after') === '1') return undefined;
    throw new Error(`The right password was refused: ${answer.status} ${answer.text}`);
  });
}

/** What the plugin tells after a proof by password. */
export interface Granted {
  grant: string;
  operation: string;
  target: string;
  methods: string[];
  expiresAt: string;
}

/** Proves this password at the plugin, for ending sessions. */
export async function grantFor(
  realm: string,
  caller: { user: string; bridge: string },
  { password }: { password: string },
): Promise<Granted> {
  const body = { operation: 'sessions.end', target: '', password };
  const answer = await proven(() => callPlugin(realm, { ...caller, method: 'POST', path: '/reauthentication', body }));
  return answer.json as Granted;
}
