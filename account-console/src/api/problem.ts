/** What can go wrong, by slug (docs/problems.md). The console switches on it; the members are those its words need. */
export type Problem = { readonly requestId: string | null } & (
  | { readonly slug: PlainSlug }
  | { readonly slug: 'step-up-required'; readonly asks: Asks | null }
  | {
      readonly slug: 'proof-refused';
      readonly field: ProofField;
      readonly triesLeft: number;
      readonly retryAt: Date | null;
    }
  | { readonly slug: 'password-rejected'; readonly broken: readonly BrokenRule[] }
  | { readonly slug: 'pin-rejected'; readonly broken: readonly string[] }
  | { readonly slug: 'registration-refused'; readonly reason: string }
  | { readonly slug: 'code-refused'; readonly clockOffBySeconds: number | null }
  | { readonly slug: 'too-many-attempts'; readonly retryAt: Date | null }
  | { readonly slug: 'no-provable-factor'; readonly accountUrl: string | null }
  | { readonly slug: 'unknown'; readonly named: string | null }
);

const plainSlugs = [
  'not-signed-in',
  'impersonated',
  'invalid-request',
  'not-found',
  'current-session',
  'ending-unconfirmed',
  'password-not-here',
  'section-off',
  'section-read-only',
  'pin-disabled',
  'pin-unavailable',
  'conflict',
  'totp-unsupported',
  'enrolment-gone',
  'label-taken',
  'last-factor',
  'last-sign-in',
  'passkeys-full',
  'already-registered',
  'assertion-refused',
  'challenge-gone',
  'keycloak-unavailable',
  'store-unavailable',
  'too-many-requests',
  // Made here, not by the bridge: no network, or no answer.
  'offline',
  'unreachable',
] as const;
type PlainSlug = (typeof plainSlugs)[number];

/** The field of the form whose content was refused. */
export type ProofField = (typeof proofFields)[number];
const proofFields = ['password', 'currentPassword', 'code', 'recoveryCode', 'assertion', 'currentPin'] as const;

/** One alternative that proves it: a passkey, or the password and a second factor where the user has one. */
export interface ProofMethod {
  readonly kind: 'password' | 'passkey';
  readonly and: 'totp' | 'security-key' | null;
}

/** What would satisfy an operation that wants a proof. */
export interface Asks {
  readonly methods: readonly ProofMethod[];
  /** A recovery code may stand in for the second factor. */
  readonly rescue: boolean;
}

export interface BrokenRule {
  readonly id: string;
  /** Keycloak's own sentence. */
  readonly text: string;
}

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
    case 'step-up-required':
      return { slug: named, requestId, asks: readAsks(members) };
    case 'proof-refused':
      return {
        slug: named,
        requestId,
        field: proofFields.find((field) => field === members['field']) ?? 'password',
        triesLeft: Math.max(0, Number(members['triesLeft'] ?? 0)),
        retryAt: retryAt(),
      };
    case 'password-rejected':
      return { slug: named, requestId, broken: readList(members['broken']).filter(isBrokenRule) };
    case 'pin-rejected':
      return { slug: named, requestId, broken: readList(members['broken']).map(String) };
    case 'code-refused':
      return { slug: named, requestId, clockOffBySeconds: readNumber(members['clockOffBySeconds']) };
    case 'registration-refused':
      return { slug: named, requestId, reason: text('reason') ?? '' };
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

const readNumber = (value: unknown): number | null => (typeof value === 'number' ? value : null);
const readList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function readAsks({ methods, rescue }: Record<string, unknown>): Asks | null {
  const known = readList(methods).filter(isMethod);
  return known.length === 0 ? null : { methods: known, rescue: rescue === true };
}

// A method of a newer bridge is not one that this page can ask for.
function isMethod(value: unknown): value is ProofMethod {
  const { kind, and } = Object(value) as Partial<ProofMethod>;
  if (kind === 'passkey') return and === null;
  return kind === 'password' && (and === null || and === 'totp' || and === 'security-key');
}

function isBrokenRule(value: unknown): value is BrokenRule {
  const { id, text } = Object(value) as Partial<BrokenRule>;
  return typeof id === 'string' && typeof text === 'string';
}
