import type { Logger } from 'pino';
import type { z } from 'zod';
import type { Caller } from '../http/caller.ts';
import { Problem, type ProblemKind } from '../http/problem.ts';
import { problems } from '../http/problems.ts';
import { keycloakUnavailable, parseJson, type BoundedAnswer } from './bounded-fetch.ts';
import type { LimitedFetch } from './limited-fetch.ts';
import { personLimiter } from './person-limiter.ts';
import { readPluginProblem } from './plugin-problem.ts';
import type { ServiceToken } from './service-token.ts';

/** What the plugin must know of the person for whom the bridge asks. */
export type PluginCaller = Pick<
  Caller,
  'accessToken' | 'address' | 'endWebSession' | 'requestId' | 'subject' | 'userAgent'
>;

export interface PluginCall<Answer> {
  readonly method: 'DELETE' | 'GET' | 'POST' | 'PUT';
  /** Below the plugin's base, from the slash on; parts that come from outside are encoded. */
  readonly path: `/${string}`;
  readonly body?: object;
  /** A grant of the plugin for this operation. */
  readonly grant?: string | undefined;
  /** What a good answer looks like; `z.undefined()` for one without a body. */
  readonly answer: z.ZodType<Answer>;
  /** Milliseconds; 3 s unless told. */
  readonly timeout?: number;
  /** The person's calls of this kind run one after the other: each may hold Keycloak for long. */
  readonly oneByOne?: string;
}

/** So many calls of one person at once: nobody can take all the places that everybody shares. */
const callsOfOnePerson = 4;

/** The plugin in Keycloak, spoken to with the person's token and the bridge's own. */
export interface PluginApi {
  /** Throws what the plugin refused as a problem of the same slug, and ends the web session when Keycloak no longer knows its session. */
  call<Answer>(caller: PluginCaller, call: PluginCall<Answer>): Promise<Answer>;
}

export interface PluginApiDeps {
  /** The realm as the bridge reaches it, `https://…/realms/<realm>`. */
  readonly realmUrl: string;
  readonly fetch: LimitedFetch;
  readonly serviceToken: ServiceToken;
  /** The problems that the plugin may answer. */
  readonly problemKinds: readonly ProblemKind[];
  readonly log: Pick<Logger, 'error' | 'warn'>;
}

/** The tokens that a call was sent with; unset as long as it was not. */
interface SentWith {
  user?: string;
  bridge?: string;
}

export const pluginApi = ({ realmUrl, fetch, serviceToken, problemKinds, log }: PluginApiDeps): PluginApi => {
  const places = personLimiter(callsOfOnePerson);
  const lanes = personLimiter(1);

  const send = (
    caller: PluginCaller,
    call: PluginCall<unknown>,
    sent: SentWith,
    refusedToken: string | undefined,
  ): Promise<BoundedAnswer> =>
    fetch(`${realmUrl}/keyhold${call.path}`, {
      method: call.method,
      timeout: call.timeout ?? 3000,
      headers: async () => {
        const bridge = await serviceToken.get();
        const user = await caller.accessToken(refusedToken);
        Object.assign(sent, { user, bridge });
        return {
          Accept: 'application/json, application/problem+json',
          Authorization: `Bearer ${user}`,
          'X-Keyhold-Bridge': bridge,
          'X-Keyhold-Client-Ip': caller.address,
          'X-Keyhold-User-Agent': caller.userAgent,
          'X-Request-Id': caller.requestId,
          ...(call.grant === undefined ? {} : { 'X-Keyhold-Grant': call.grant }),
          ...(call.body === undefined ? {} : { 'Content-Type': 'application/json' }),
        };
      },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    });

  const attempt = async <Answer>(
    caller: PluginCaller,
    call: PluginCall<Answer>,
    sent: SentWith,
    refusedToken?: string,
  ): Promise<Answer> => {
    const answer = await send(caller, call, sent, refusedToken);
    if (answer.status < 200 || answer.status > 299) throw readPluginProblem(answer, problemKinds);
    return readAnswer(answer, call.answer);
  };

  const endWebSession = async (caller: PluginCaller): Promise<void> => {
    try {
      await caller.endWebSession('keycloak-session-ended');
    } catch (err) {
      // The answer is 401 all the same; the next request and the sweep find the dead session again.
      log.error({ err, requestId: caller.requestId }, 'web session could not be ended');
    }
  };

  /** Repeats a call once whose token was refused: the plugin's guard refused before anything happened, so that is safe for every method. */
  const callTwice = async <Answer>(caller: PluginCaller, call: PluginCall<Answer>): Promise<Answer> => {
    const sent: SentWith = {};
    try {
      return await attempt(caller, call, sent);
    } catch (error) {
      const slug = slugOf(error);
      // A clock that is off or a key that was replaced refuses a token too: only a fresh one that is refused means the session.
      if (slug === 'not-signed-in' && sent.user !== undefined) return await attempt(caller, call, sent, sent.user);
      if (slug === 'forbidden-caller' && sent.bridge !== undefined) {
        if (serviceToken.refused(sent.bridge)) return await attempt(caller, call, sent);
        log.warn({ requestId: caller.requestId, path: call.path.split('/')[1] }, 'the plugin refuses this bridge');
      }
      throw error;
    }
  };

  return {
    call: async (caller, call) => {
      const inPlace = () => places.run(caller.subject, () => callTwice(caller, call));
      try {
        return await (call.oneByOne === undefined
          ? inPlace()
          : lanes.run(`${call.oneByOne} ${caller.subject}`, inPlace));
      } catch (error) {
        if (slugOf(error) === 'not-signed-in') await endWebSession(caller);
        throw error;
      }
    },
  };
};

const slugOf = (error: unknown): string | undefined => (error instanceof Problem ? error.kind.slug : undefined);

const readAnswer = <Answer>({ status, text }: BoundedAnswer, schema: z.ZodType<Answer>): Answer => {
  const value = status === 204 ? undefined : parseJson(text);
  if (status !== 204 && value === undefined) throw keycloakUnavailable(new Error('The answer is not JSON'));
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  // Paths and codes only: the values are the person's own.
  const places = parsed.error.issues.map(({ path, code }) => `/${path.join('/')} ${code}`).join(', ');
  throw new Problem(problems.internal, { cause: new Error(`The plugin's answer has another shape: ${places}`) });
};
