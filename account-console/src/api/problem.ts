/** What can go wrong, by slug (docs/problems.md). The console switches on it; the members are those its words need. */
export type Problem = { readonly requestId: string | null } & (
  | { readonly slug: PlainSlug }
  | { readonly slug: 'proof-refused'; readonly triesLeft: number; readonly retryAt: Date | null }
  | { readonly slug: 'too-many-attempts'; readonly retryAt: Date | null }
  | { readonly slug: 'no-provable-factor'; readonly accountUrl: string | null }
  | { readonly slug: 'unknown'; readonly named: string | null }
);

const plainSlugs = [
  'not-signed-in',
  'step-up-required',
  'impersonated',
  'not-found',
  'current-session',
  'ending-unconfirmed',
  'keycloak-unavailable',
  'store-unavailable',
  'too-many-requests',
  // Made here, not by the bridge: no network, or no answer.
  'offline',
  'unreachable',
] as const;
type PlainSlug = (typeof plainSlugs)[number];

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

export const failed = (problem: Problem): { ok: false; problem: Problem } => ({ ok: false, problem });

const prefix = 'urn:keyhold:problem:';

/** Reads a refused answer. A body that is no problem document, and a slug of a newer bridge, become `unknown`. */
export function readProblem(body: unknown, headers = new Headers()): Problem {
  const members: Record<string, unknown> = typeof body === 'object' && body !== null ? { ...body } : {};
  const text = (name: string) => (typeof members[name] === 'string' ? members[name] : null);
  const named = text('type')?.startsWith(prefix) === true ? (text('type')?.slice(prefix.length) ?? null) : null;
  const requestId = text('requestId') ?? headers.get('x-request-id');
  const retryAt = () => readRetryAt(text('retryAt'), headers.get('retry-after'));
  switch (named) {
    case 'proof-refused':
      return { slug: named, requestId, triesLeft: Math.max(0, Number(members['triesLeft'] ?? 0)), retryAt: retryAt() };
    case 'too-many-attempts':
      return { slug: named, requestId, retryAt: retryAt() };
    case 'no-provable-factor':
      return { slug: named, requestId, accountUrl: text('accountUrl') };
  }
  const slug = plainSlugs.find((known) => known === named);
  return slug === undefined ? { slug: 'unknown', requestId, named } : { slug, requestId };
}

function readRetryAt(moment: string | null, seconds: string | null): Date | null {
  const at = moment === null ? Number.NaN : Date.parse(moment);
  if (!Number.isNaN(at)) return new Date(at);
  return seconds !== null && /^\d+$/.test(seconds) ? new Date(Date.now() + Number(seconds) * 1000) : null;
}
