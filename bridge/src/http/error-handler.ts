import type { NextFunction, Request, Response } from 'express';
import type { Logger } from 'pino';
import { problemPage } from '../page/plain-page.ts';
import { sendHtml } from '../page/send-html.ts';
import { StoreUnavailable } from '../store/session-store.ts';
import { Problem, type ProblemKind } from './problem.ts';
import { problems } from './problems.ts';
import { contextOf } from './request-context.ts';

const byParserType: Readonly<Record<string, ProblemKind>> = {
  'entity.too.large': problems.payloadTooLarge,
  'parameters.too.many': problems.payloadTooLarge,
  'encoding.unsupported': problems.unsupportedMediaType,
  'charset.unsupported': problems.unsupportedMediaType,
};

/** Names what went wrong in the words of the catalogue. What nobody planned for is `internal`. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof StoreUnavailable) return new Problem(problems.storeUnavailable, { cause: error });
  if (error instanceof URIError) return new Problem(problems.notFound);
  // A parser's error carries the body, or a piece of it in its message: only its type is used.
  if (error instanceof Error && 'type' in error && 'status' in error && Number(error.status) < 500) {
    return new Problem(byParserType[String(error.type)] ?? problems.invalidRequest);
  }
  return new Problem(problems.internal, { cause: error });
}

/** The one place that turns errors into answers: problems (RFC 9457) for the API, a plain page for a browser that navigates. */
export function errorHandler(log: Logger, basePath: string) {
  return (error: unknown, req: Request, res: Response, next: NextFunction): void => {
    const problem = problemOf(error);
    const { kind } = problem;
    const { requestId } = contextOf(res);
    if (kind.status >= 500) log.error({ err: problem.cause ?? problem, requestId, slug: kind.slug }, 'request failed');
    // Half an answer is out: only the connection can still say that it is not whole.
    if (res.headersSent) {
      next(error);
      return;
    }
    res.set('Cache-Control', 'no-store').set(problem.headers);
    if (kind.status === 503 && !res.hasHeader('Retry-After')) res.set('Retry-After', '2');
    const path = req.originalUrl.slice(basePath.length);
    const navigates = req.method === 'GET' && !path.startsWith('/api') && req.accepts(['json', 'html']) === 'html';
    if (navigates) {
      sendHtml(req, res, kind.status, problemPage(basePath, problem, requestId)).catch(next);
      return;
    }
    res
      .status(kind.status)
      .type('application/problem+json')
      .send(JSON.stringify({ ...problem.toJSON(), requestId }));
  };
}
