import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import type { Caller } from './caller.ts';
import { Problem } from './problem.ts';
import { problems } from './problems.ts';
import { readJsonBody, validated } from './request-input.ts';
import type { Handler, HandlersOf, Route } from './route.ts';

export interface MountOptions {
  /** Work beside every signed-in call; the headers that it finds go on the answer, a refusal included. Must not throw. */
  readonly alongside?: (caller: Caller, route: Route) => Promise<Readonly<Record<string, string>>>;
}

const noQuery = z.strictObject({});
type AnyHandler = (call: { params: unknown; body: unknown; caller: Caller | undefined }) => unknown;

/** Serves a table of routes. What a handler returns passes its route's schema before it leaves. */
export const mountRoutes = <Routes extends Readonly<Record<string, Route>>>(
  router: Router,
  routes: Routes,
  handlers: HandlersOf<Routes>,
  options: MountOptions = {},
): void => {
  for (const [id, route] of Object.entries(routes)) {
    const handler: Handler<Route> = handlers[id as keyof Routes];
    router[route.method](expressPath(route), serve(route, handler as AnyHandler, options));
  }
  for (const [path, sharing] of Map.groupBy(Object.values(routes), expressPath)) {
    const Allow = sharing.map(({ method }) => method.toUpperCase()).join(', ');
    router.all(path, () => {
      throw new Problem(problems.methodNotAllowed, { headers: { Allow } });
    });
  }
};

const expressPath = ({ path }: Route): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

const serve =
  (route: Route, handler: AnyHandler, { alongside }: MountOptions) =>
  async (req: Request, res: Response): Promise<void> => {
    const caller = callerOf(route, res);
    const input = validated({
      params: { schema: route.params, value: req.params, pointer: '/params' },
      query: { schema: noQuery, value: req.query, pointer: '/query' },
      body: { schema: route.body, value: await readJsonBody(req, res, route.bodyLimit), pointer: '' },
    });
    const beside = caller === undefined ? undefined : alongside?.(caller, route);
    try {
      const answer = await handler({ params: input.params, body: input.body, caller });
      res.set(await beside);
      send(res, checkedAnswer(route, answer));
    } catch (error) {
      res.set(await beside);
      throw error;
    }
  };

const callerOf = (route: Route, res: Response): Caller | undefined => {
  if (route.caller === 'open') return undefined;
  const { caller } = res.locals as { caller?: Caller };
  if (caller === undefined) throw new Problem(problems.notSignedIn);
  return caller;
};

const checkedAnswer = (route: Route, answer: unknown): unknown => {
  const parsed = route.answer.safeParse(answer);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map(({ path, code }) => `/${path.join('/')} ${code}`).join(', ');
  throw new Problem(problems.internal, {
    cause: new Error(`${route.operationId} answers another shape than it states: ${places}`),
  });
};

const send = (res: Response, body: unknown): void => {
  if (body === undefined) res.status(204).end();
  else res.json(body);
};
