import { z } from 'zod';
import { Problem, type ProblemKind, type ProblemMember } from '../http/problem.ts';
import { problems } from '../http/problems.ts';

const prefix = 'urn:keyhold:problem:';
const pluginProblem = z.looseObject({ type: z.string().startsWith(prefix), detail: z.string().max(1000).optional() });
const member: z.ZodType<ProblemMember> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(member), z.record(z.string(), member)]),
);
const retryAfter = z.string().regex(/^\d{1,7}$/);

/**
 * Reads an answer of the plugin that is no success as a problem of the bridge: known slugs are passed on with the members
 * that the catalogue states for them, an unknown one is `internal`, and what is no problem of the plugin at all (HTML, a proxy's
 * page, a realm without the plugin) is `keycloak-unavailable`.
 */
export const readPluginProblem = (
  answer: { status: number; headers: Headers; text: string },
  kinds: readonly ProblemKind[],
): Problem => {
  const body = parseProblem(answer);
  if (body === undefined) {
    return new Problem(problems.keycloakUnavailable, {
      cause: new Error(`Status ${answer.status} without a problem of the plugin`),
    });
  }
  const kind = kinds.find(({ slug }) => body.type === prefix + slug);
  if (kind === undefined) {
    return new Problem(problems.internal, {
      cause: new Error(`Unknown problem ${body.type.slice(0, 100)} from the plugin`),
    });
  }
  return new Problem(kind, {
    ...(body.detail === undefined ? {} : { detail: body.detail }),
    members: membersOf(kind, body),
    headers: headersOf(answer.headers),
  });
};

const parseProblem = ({
  headers,
  text,
}: {
  headers: Headers;
  text: string;
}): z.output<typeof pluginProblem> | undefined => {
  if (headers.get('content-type')?.startsWith('application/problem+json') !== true) return undefined;
  try {
    return pluginProblem.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};

const membersOf = (kind: ProblemKind, body: Readonly<Record<string, unknown>>): Record<string, ProblemMember> => {
  const members: Record<string, ProblemMember> = {};
  for (const name of Object.keys(kind.members ?? {})) {
    const value = member.safeParse(body[name]);
    if (value.success) members[name] = value.data;
  }
  return members;
};

const headersOf = (headers: Headers): Record<string, string> => {
  const { data } = retryAfter.safeParse(headers.get('retry-after'));
  return data === undefined ? {} : { 'Retry-After': data };
};
