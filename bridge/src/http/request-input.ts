import express, { type Request, type RequestHandler, type Response } from 'express';
import type { z } from 'zod';
import { Problem } from './problem.ts';
import { problems } from './problems.ts';

const maxErrors = 20;
const maxKeyLength = 100;
const standardLimit = 16 * 1024;
const parsers = new Map<number, RequestHandler>();

const parserFor = (limit: number): RequestHandler => {
  const parser = parsers.get(limit) ?? express.json({ limit, inflate: false });
  parsers.set(limit, parser);
  return parser;
};

/** Reads a JSON body of at most 16 kB, unless told. Throws `unsupported-media-type`, `payload-too-large` or `invalid-request`. */
export const readJsonBody = async (req: Request, res: Response, limit = standardLimit): Promise<unknown> => {
  const hasBody = req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0;
  if (!hasBody) return undefined;
  if (req.is('application/json') === false) throw new Problem(problems.unsupportedMediaType);
  await new Promise<void>((resolve, reject) => {
    parserFor(limit)(req, res, (error?: unknown) => {
      if (error === undefined) resolve();
      else reject(problemOf(error));
    });
  });
  return req.body;
};

const problemOf = (error: unknown): Problem => {
  const type = error instanceof Error && 'type' in error ? error.type : undefined;
  if (type === 'entity.too.large') return new Problem(problems.payloadTooLarge);
  if (type === 'encoding.unsupported' || type === 'charset.unsupported')
    return new Problem(problems.unsupportedMediaType);
  // The parser's own words would repeat a piece of the body, which may be a password.
  return new Problem(problems.invalidRequest, {
    members: { errors: [{ pointer: '', detail: 'The body is not a JSON object.' }] },
  });
};

/** Validates what came in, all parts at once. Throws `invalid-request` with a JSON pointer (RFC 6901) to every fault. */
export const validated = <Parts extends Record<string, { schema: z.ZodType; value: unknown; pointer: string }>>(
  parts: Parts,
): { [Name in keyof Parts]: z.output<Parts[Name]['schema']> } => {
  const errors: { pointer: string; detail: string }[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, { schema, value, pointer }] of Object.entries(parts)) {
    const parsed = schema.safeParse(value);
    if (parsed.success) values[name] = parsed.data;
    else errors.push(...parsed.error.issues.flatMap((issue) => errorsOf(issue, pointer)));
  }
  if (errors.length > 0)
    throw new Problem(problems.invalidRequest, { members: { errors: errors.slice(0, maxErrors) } });
  return values as { [Name in keyof Parts]: z.output<Parts[Name]['schema']> };
};

const errorsOf = (issue: z.core.$ZodIssue, base: string): { pointer: string; detail: string }[] => {
  const pointer = base + issue.path.map(pointerToken).join('');
  if (issue.code !== 'unrecognized_keys') return [{ pointer, detail: issue.message }];
  return issue.keys.map((key) => ({ pointer: pointer + pointerToken(key), detail: 'This field is not known here.' }));
};

const pointerToken = (key: PropertyKey): string =>
  `/${String(key).slice(0, maxKeyLength).replaceAll('~', '~0').replaceAll('/', '~1')}`;
