import type { Logger } from 'pino';
import type { z } from 'zod';
import type { Caller } from '../http/caller.ts';
import { Problem, type ProblemKind } from '../http/problem.ts';
import { problems } from '../http/problems.ts';
import type { BoundedAnswer, BoundedFetch } from './bounded-fetch.ts';
import { readPluginProblem } from './plugin-problem.ts';
import type { ServiceToken } from './service-token.ts';

/** What the plugin must know of the person for whom the bridge asks. */
export type PluginCaller = Pick<Caller, 'accessToken' | 'address' | 'endWebSession' | 'requestId' | 'userAgent'>;

export interface PluginCall<Answer> {
  readonly method: 'DELETE' | 'GET' | 'POST';
  /** Below the plugin's base, from the slash on; parts that come from outside are encoded. */
  readonly path: `/${string}`;
  readonly body?: object;
  /** A grant of the plugin for this operation. */
  readonly grant?: string;
  /** What a good answer looks like; `z.undefined()` for one without a body. */
  readonly answer: z.ZodType<Answer>;
  /** Milliseconds; 3 s unless told. */
  readonly timeout?: number;
}

/** The plugin in Keycloak, spoken to with the person's token and the bridge's own. */
export interface PluginApi {
  /** Throws what the plugin refused as a problem of the same slug, and ends the web session when Keycloak no longer knows its session. */
  call<Answer>(caller: PluginCaller, call: PluginCall<Answer>): Promise<Answer>;
}

export interface PluginApiDeps {
  /** The realm as the bridge reaches it, `https://…/realms/<realm>`. */
  readonly realmUrl: string;
  readonly fetch: BoundedFetch;
  readonly serviceToken: ServiceToken;
  /** The problems that the plugin may answer. */
  readonly problemKinds: readonly ProblemKind[];
  readonly log: Pick<Logger, 'error' | 'warn'>;
}

export const pluginApi = ({ realmUrl, fetch, serviceToken, problemKinds, log }: PluginApiDeps): PluginApi => {
  const send = async (caller: PluginCaller, call: PluginCall<unknown>, bridgeToken: string): Promise<BoundedAnswer> =>
    fetch(`${realmUrl}/keyhold${call.path}`, {
      method: call.method,
      timeout: call.timeout ?? 3000,
      headers: {
        Accept: 'application/json, application/problem+json',
        Authorization: `Bearer ${await caller.accessToken()}`,
        'X-Keyhold-Bridge': bridgeToken,
        'X-Keyhold-Client-Ip': caller.address,
        'X-Keyhold-User-Agent': caller.userAgent,
        'X-Request-Id': caller.requestId,
        ...(call.grant === undefined ? {} : { 'X-Keyhold-Grant': call.grant }),
        ...(call.body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    });

  const attempt = async <Answer>(
    caller: PluginCaller,
    call: PluginCall<Answer>,
    bridgeToken: string,
  ): Promise<Answer> => {
    const answer = await send(caller, call, bridgeToken);
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

  return {
    call: async (caller, call) => {
      const bridgeToken = await serviceToken.get();
      try {
        return await attempt(caller, call, bridgeToken);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        const { slug } = error.kind;
        if (slug === 'not-signed-in') await endWebSession(caller);
        if (slug === 'forbidden-caller') {
          // The plugin's guard refused before anything happened, so asking again with a new token is safe for every method.
          if (serviceToken.refused(bridgeToken)) return await attempt(caller, call, await serviceToken.get());
          log.warn({ requestId: caller.requestId, path: call.path.split('/')[1] }, 'the plugin refuses this bridge');
        }
        throw error;
      }
    },
  };
};

const readAnswer = <Answer>({ status, text }: BoundedAnswer, schema: z.ZodType<Answer>): Answer => {
  const value = status === 204 ? undefined : parseJson(text);
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  // Paths and codes only: the values are the person's own.
  const places = parsed.error.issues.map(({ path, code }) => `/${path.join('/')} ${code}`).join(', ');
  throw new Problem(problems.internal, { cause: new Error(`The plugin's answer has another shape: ${places}`) });
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem(problems.keycloakUnavailable, { cause: new Error('The answer is not JSON') });
  }
};
