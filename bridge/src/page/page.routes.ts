import { Router, type Request, type Response } from 'express';
import type { Logger } from 'pino';
import type { ClientConfig } from '../client-config/client-config.schema.ts';
import type { Caller } from '../http/caller.ts';
import { problemOf } from '../http/error-handler.ts';
import { Problem } from '../http/problem.ts';
import { problems } from '../http/problems.ts';
import { allowStyles } from '../http/security-headers.ts';
import type { OverviewService } from '../overview/overview.service.ts';
import { assets } from './assets.ts';
import { consoleEntry, type ConsoleEntry } from './console-entry.ts';
import { plainBody, plainPage, sessionEnded, signedOutPage } from './plain-page.ts';
import { renderClockOf } from './render-clock.ts';
import { pageRenderer, type PageRenderer, type PageStyles, type RenderedPage } from './rendered-page.ts';
import { beginHtml, sendHtml } from './send-html.ts';
import { shellBody, shellHead, type InlinedState } from './shell.ts';

export interface PageDeps {
  readonly config: ClientConfig;
  /** Folder of the built account console. */
  readonly consoleDir: string;
  readonly overview: OverviewService;
  readonly log: Pick<Logger, 'error'>;
}

/** A signed-in person's request for the page, and what the page is made of. */
interface Visit {
  readonly req: Request;
  readonly res: Response;
  readonly caller: Caller;
  readonly files: ConsoleEntry;
  readonly renderer: PageRenderer | undefined;
}

/**
 * The page in all its addresses (`/` and one per room), `/signed-out`, and the files they load. Expects `res.locals.caller` where
 * somebody is signed in; whoever is not goes through sign-in and comes back to the same address.
 */
export const pageRouter = ({ config, consoleDir, overview, log }: PageDeps): Router => {
  const router = Router({ caseSensitive: true, strict: true });
  const entry = consoleEntry(consoleDir);
  const renderer = pageRenderer(consoleDir);
  const { basePath } = config;

  /** Undefined when Keycloak has ended the session meanwhile. */
  const stateFor = async (caller: Caller): Promise<InlinedState | undefined> => {
    try {
      return { config, overview: await overview.read(caller) };
    } catch (error) {
      const problem = problemOf(error);
      if (problem.kind.slug === problems.notSignedIn.slug) return undefined;
      log.error({ err: problem, requestId: caller.requestId }, 'page without an overview');
      return { config, overview: null, problem: { ...problem.toJSON(), requestId: caller.requestId } };
    }
  };

  /** The console as it is built now; undefined where that cannot render, and then its script does. */
  const rendererFor = async ({ requestId }: Caller): Promise<PageRenderer | undefined> => {
    try {
      return await renderer();
    } catch (error) {
      log.error({ err: error, requestId }, 'page without rows of its own');
      return undefined;
    }
  };

  /** The rows as HTML where there are any. Without them the console's script renders all by itself. */
  const withRows = (
    state: InlinedState,
    { req, caller: { requestId }, renderer }: Visit,
  ): [InlinedState, RenderedPage | undefined] => {
    if (state.overview === null || renderer === undefined) return [state, undefined];
    const rendered = renderClockOf(req);
    try {
      const path = req.baseUrl + req.path;
      return [{ ...state, rendered }, renderer.render({ ...state, rendered, path })];
    } catch (error) {
      log.error({ err: error, requestId }, 'page without rows of its own');
      return [state, undefined];
    }
  };

  const servePage = async (req: Request, res: Response): Promise<void> => {
    const { caller } = res.locals as { caller?: Caller };
    if (caller === undefined) {
      res.set('Cache-Control', 'no-store');
      res.redirect(`${basePath}/auth/login?returnTo=${encodeURIComponent(req.originalUrl)}`);
      return;
    }
    const [files, renderer] = await Promise.all([entry(), rendererFor(caller)]);
    const visit = { req, res, caller, files, renderer };
    const known = renderer?.known;
    await (known === undefined ? serveWhole(visit) : serveHeadFirst(visit, known));
  };

  const serveWhole = async (visit: Visit): Promise<void> => {
    const { req, res, caller, files } = visit;
    const state = await stateFor(caller);
    if (state === undefined) {
      await sendHtml(req, res, 401, plainPage(sessionEnded(basePath, req.originalUrl)));
      return;
    }
    const [started, rows] = withRows(state, visit);
    if (rows !== undefined) allowStyles(res, rows.styles.sources);
    await sendHtml(req, res, 200, shellHead(config, files, rows?.styles.sheet) + shellBody(started, rows?.body));
  };

  /** While Keycloak is asked, the browser gets ready with what every such page begins with. */
  const serveHeadFirst = async (visit: Visit, { sheet, sources }: PageStyles): Promise<void> => {
    const { req, res, caller, files } = visit;
    allowStyles(res, sources);
    const end = beginHtml(req, res, shellHead(config, files, sheet));
    const state = await stateFor(caller);
    if (state === undefined) {
      end(plainBody(sessionEnded(basePath, req.originalUrl)));
      return;
    }
    const [started, rows] = withRows(state, visit);
    // A sheet that was not announced would be kept out, and the rows stand there bare.
    const isAllowed = rows?.styles.sources.every((source) => sources.includes(source)) === true;
    end(isAllowed ? shellBody(started, rows.body) : shellBody(state, undefined));
  };

  router.get(['/', ...config.features.map((room) => `/${room}`)], servePage);
  router.get('/signed-out', (req, res) => sendHtml(req, res, 200, signedOutPage(basePath)));
  router.get('/assets/:name', assets(consoleDir));
  // The one address without a hash: other pages include it, and it names the hashed files of the day.
  router.get('/keyhold-account.js', (_req, res, next) => {
    res.sendFile('keyhold-account.js', { root: consoleDir, maxAge: '5 min', lastModified: false }, (error?: Error) => {
      if (error !== undefined && !res.headersSent) next(new Problem(problems.notFound, { cause: error }));
    });
  });
  return router;
};
