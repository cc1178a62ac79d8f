import type { IncomingMessage, ServerResponse } from 'node:http';
import { pino, type DestinationStream, type Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import type { Config } from '../config.ts';

const isError = (value: unknown): value is Error & { code?: unknown } =>
  typeof value === 'object' && value !== null && 'message' in value && 'stack' in value;

/** An error as the log may know it. Libraries hang whole requests, bodies and token claims on their errors: none of that is copied. */
export function safeError(error: unknown, depth = 0): unknown {
  if (!isError(error)) return typeof error;
  return {
    type: error.name,
    message: error.message.slice(0, 500),
    ...(typeof error.code === 'string' ? { code: error.code } : {}),
    stack: error.stack?.split('\n').slice(1, 12).join('\n'),
    ...(error.cause !== undefined && depth < 4 ? { cause: safeError(error.cause, depth + 1) } : {}),
  };
}

/** Structured log on standard output, one JSON object a line. Never holds cookies, tokens, codes, bodies or query strings. */
export function createLog(level: Config['logLevel'], destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: safeError },
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return destination ? pino(options, destination) : pino(options);
}

const pathOf = (url: string | undefined): string => (url ?? '').split('?', 1)[0]?.slice(0, 200) ?? '';

/** One line for each answered request: method, path, status, time, address, request id. */
export function requestLog(log: Logger) {
  const contextOf = (res: ServerResponse) =>
    (res as ServerResponse & { locals?: Record<string, unknown> }).locals ?? {};
  return pinoHttp({
    logger: log,
    quietReqLogger: true,
    quietResLogger: true,
    customLogLevel: (_req, res, error) => (error || res.statusCode >= 500 ? 'error' : 'info'),
    customSuccessMessage: () => 'answered',
    customErrorMessage: () => 'answered',
    customAttributeKeys: { responseTime: 'ms', reqId: 'requestId' },
    genReqId: (_req, res) => contextOf(res)['requestId'] as string,
    // What failed is said once, by the error handler.
    customErrorObject: (_req: IncomingMessage, _res: ServerResponse, _error: Error, line: Record<string, unknown>) => ({
      ...line,
      err: undefined,
    }),
    customProps: (req: IncomingMessage & { originalUrl?: string }, res) => ({
      address: contextOf(res)['address'],
      method: req.method,
      path: pathOf(req.originalUrl ?? req.url),
      status: res.statusCode,
    }),
    serializers: { req: () => undefined, res: () => undefined, err: safeError },
    wrapSerializers: false,
  });
}
