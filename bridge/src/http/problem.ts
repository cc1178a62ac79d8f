/** A JSON value that may ride along in a problem beside its standard members. */
export type ProblemMember =
  string | number | boolean | null | readonly ProblemMember[] | { readonly [key: string]: ProblemMember };

/** One entry of the problem catalogue: what a slug means, once, for every answer and for docs/problems.md. */
export interface ProblemKind {
  /** Frozen name; `type` is `urn:keyhold:problem:<slug>`. */
  readonly slug: string;
  readonly status: number;
  readonly title: string;
  /** When it happens, in one sentence. */
  readonly when: string;
  /** What the caller can do about it. */
  readonly remedy: string;
  /** Extension members it may carry, each with its meaning. */
  readonly members?: Readonly<Record<string, string>>;
}

/** An answer that says what went wrong in a way a program can read (RFC 9457). Never carries a secret. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly kind: ProblemKind;
  readonly detail: string | undefined;
  readonly members: Readonly<Record<string, ProblemMember>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    kind: ProblemKind,
    more: {
      detail?: string;
      members?: Readonly<Record<string, ProblemMember>>;
      headers?: Readonly<Record<string, string>>;
      cause?: unknown;
    } = {},
  ) {
    super(more.detail ?? kind.title, { cause: more.cause });
    this.kind = kind;
    this.detail = more.detail;
    this.members = more.members ?? {};
    this.headers = more.headers ?? {};
  }

  /** The body as RFC 9457 wants it. */
  toJSON(): Record<string, ProblemMember> {
    return {
      type: `urn:keyhold:problem:${this.kind.slug}`,
      title: this.kind.title,
      status: this.kind.status,
      ...(this.detail === undefined ? {} : { detail: this.detail }),
      ...this.members,
    };
  }
}
