import { z } from 'zod';
import type { Caller } from './caller.ts';
import type { ProblemKind } from './problem.ts';

/** Who may call: anybody, or only a person who is signed in. */
export type Access = 'open' | 'signed-in';

/** One operation of the API, stated once: it validates, serves, and is the documentation. */
export interface Route<
  Params extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
  Who extends Access = Access,
> {
  readonly method: 'delete' | 'get' | 'post' | 'put';
  /** Relative to `/api`, with parameters as in OpenAPI: `/sessions/{id}`. */
  readonly path: `/${string}`;
  /** The room it belongs to. */
  readonly room: string;
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly caller: Who;
  /** Changes something: the request must carry `X-Keyhold: 1` and an allowed origin. */
  readonly changes: boolean;
  readonly params: Params;
  readonly body: Body;
  /** Bytes of the body; 16 kB unless told. */
  readonly bodyLimit?: number;
  /** The answer's shape; `noContent` stands for 204. Fields that it does not name never leave the bridge. */
  readonly answer: Answer;
  /** Problems that it may answer beside those that every route of its kind may answer. */
  readonly problems: readonly ProblemKind[];
}

/** What a handler gets: only what the route's schemas let through. */
export interface RouteCall<Params extends z.ZodObject, Body extends z.ZodType, Who extends Access> {
  readonly params: z.output<Params>;
  readonly body: z.output<Body>;
  readonly caller: Who extends 'signed-in' ? Caller : undefined;
}

export type Handler<R> =
  R extends Route<infer Params, infer Body, infer Answer, infer Who>
    ? (call: RouteCall<Params, Body, Who>) => Promise<z.input<Answer>> | z.input<Answer>
    : never;

/** One handler for each route of a table; a missing one does not compile. */
export type HandlersOf<Routes extends Readonly<Record<string, Route>>> = {
  readonly [Id in keyof Routes]: Handler<Routes[Id]>;
};

export const noContent = z.undefined();
const noBody = z.strictObject({}).optional();
const noParams = z.strictObject({});

type NoParams = typeof noParams;
type NoBody = typeof noBody;
type NoContent = typeof noContent;

interface RouteStatement<Params, Body, Answer, Who> extends Omit<
  Route,
  'answer' | 'body' | 'caller' | 'description' | 'params'
> {
  readonly caller: Who;
  readonly description?: string;
  readonly params?: Params;
  readonly body?: Body;
  readonly answer?: Answer;
}

/**
 * Makes a route, or throws at start when it is stated carelessly: no caller declared, a GET that changes something, parameters
 * or a body that would let unknown fields pass, placeholders and parameters that differ.
 */
export const defineRoute = <
  Who extends Access,
  Params extends z.ZodObject = NoParams,
  Body extends z.ZodType = NoBody,
  Answer extends z.ZodType = NoContent,
>(
  statement: RouteStatement<Params, Body, Answer, Who>,
): Route<Params, Body, Answer, Who> => {
  const route: Route = { description: '', params: noParams, body: noBody, answer: noContent, ...statement };
  const fault = faultOf(route);
  if (fault !== undefined) throw new Error(`Route ${route.operationId} ${fault}.`);
  // The defaults stand exactly where the type parameters have theirs.
  return route as Route<Params, Body, Answer, Who>;
};

const faultOf = (route: Route): string | undefined => {
  // Asked at run time too: a cast or plain JavaScript must not open a route by leaving this out.
  if (!(['open', 'signed-in'] as unknown[]).includes(route.caller)) return 'does not say who may call it';
  if ((route.method === 'get') === route.changes) return 'must change something exactly when it is not a GET';
  if (!refusesUnknown(route.params) || !refusesUnknown(route.body)) return 'lets unknown fields pass';
  const placeholders = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  if (placeholders.join() !== Object.keys(route.params.shape).join()) return 'has other parameters than its path';
  return undefined;
};

const refusesUnknown = (schema: z.ZodType): boolean => {
  const bare = schema instanceof z.ZodOptional ? schema.unwrap() : schema;
  return bare instanceof z.ZodObject && bare.def.catchall instanceof z.ZodNever;
};
