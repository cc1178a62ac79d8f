import { createHash } from 'node:crypto';
import type { Caller } from '../http/caller.ts';
import type { StockCredential } from '../keycloak/admin-api.ts';
import { onlineIds } from './online.ts';

/** The parts of the page that the sync can hold against Keycloak's stock answers, in the order in which they are remembered. */
export const shownParts = ['sessions', 'password', 'totp', 'recoveryCodes', 'passkeys', 'pin'] as const;

export type ShownPart = (typeof shownParts)[number];

/** Those that a change of one factor may touch: a new app brings recovery codes along. */
export const credentialParts = [
  'password',
  'totp',
  'recoveryCodes',
  'passkeys',
  'pin',
] as const satisfies readonly ShownPart[];

interface Labelled {
  readonly items: readonly { readonly id: string; readonly label: string | null }[];
}

/** What the page shows, as far as it matters here; a part that was not read anew is left out. */
export interface Page {
  readonly sessions?: { readonly items: readonly { readonly id: string; readonly kind: string }[] } | undefined;
  readonly password?:
    { readonly state: string; readonly changedAt: string | null; readonly provider: string | null } | undefined;
  readonly totp?: (Labelled & { readonly state: string }) | undefined;
  readonly passkeys?: { readonly passkeys: Labelled; readonly securityKeys: Labelled } | undefined;
  readonly recoveryCodes?: { readonly state: string; readonly remaining: number } | undefined;
  readonly pin?: { readonly setAt: string | null } | undefined;
}

/** Short stand-ins for the parts; one that is missing cannot be compared. */
type Prints = Partial<Record<ShownPart, string>>;

const stale = '!';

/** A short stand-in for a set of texts; equal exactly when the sets are. */
export const fingerprint = (texts: readonly string[]): string =>
  createHash('sha256')
    .update([...texts].sort().join('\n'))
    .digest('base64url')
    .slice(0, 22);

/** Remembers what the page shows from now on. Written only when it differs: the store is spared on every plain reload. */
export const rememberShown = async (caller: Caller, page: Page): Promise<void> => {
  const read = printsOf(page);
  const old = parse(caller.shown);
  const shown = format(Object.fromEntries(shownParts.map((part) => [part, part in page ? read[part] : old[part]])));
  if (caller.shown !== shown) await caller.remember({ shown });
};

/** What is remembered of a page, in one text. */
export const shownOf = (page: Page): string => format(printsOf(page));

/** After a change of credentials by this very page: it knows, and reads anew. What comes until then is no news from outside. */
export const forgetShownCredentials = async (caller: Caller): Promise<void> => {
  const { sessions } = parse(caller.shown);
  if (sessions !== undefined) await caller.remember({ shown: format({ sessions }) });
};

/** The parts in which the page shows something else than Keycloak says, and nobody was told yet. */
export const newDifferences = (
  shown: string | undefined,
  sessionIds: readonly string[],
  credentials: readonly StockCredential[],
): ShownPart[] => {
  const ours = parse(shown);
  const theirs = stockPrints(sessionIds, credentials);
  return shownParts.filter((part) => {
    const print = ours[part];
    return print !== undefined && !print.startsWith(stale) && theirs[part] !== undefined && print !== theirs[part];
  });
};

/** Marks parts of the page as outdated; a fresh read of them takes the mark away by remembering anew. */
export const outdated = (shown: string, parts: readonly ShownPart[]): string => {
  const prints = parse(shown);
  for (const part of parts) if (prints[part]?.startsWith(stale) === false) prints[part] = stale + prints[part];
  return format(prints);
};

export const isOutdated = (shown: string | undefined): boolean =>
  Object.values(parse(shown)).some((print) => print.startsWith(stale));

const format = (prints: { [Part in ShownPart]?: string | undefined }): string =>
  shownParts
    .map((part) => prints[part] ?? '')
    .join('.')
    .replace(/\.+$/, '');

const parse = (shown: string | undefined): Prints => {
  const prints = (shown ?? '').split('.');
  return Object.fromEntries(
    shownParts.flatMap((part, index) => (prints[index] ? [[part, prints[index]] as const] : [])),
  );
};

const printsOf = ({
  sessions,
  password,
  totp,
  recoveryCodes,
  passkeys,
  pin,
}: Page): { [Part in ShownPart]?: string | undefined } => ({
  sessions: sessions && fingerprint(onlineIds(sessions.items)),
  password: password && passwordPrint(password),
  // Of another kind of code the page lists nothing.
  totp: totp === undefined || totp.state === 'unsupported' ? undefined : itemsPrint(totp.items),
  recoveryCodes: recoveryCodes && codesPrint(recoveryCodes),
  passkeys: passkeys && keysPrint(passkeys.passkeys.items, passkeys.securityKeys.items),
  pin: pin && fingerprint(pin.setAt === null ? [] : [seconds(Date.parse(pin.setAt))]),
});

const stockPrints = (sessionIds: readonly string[], credentials: readonly StockCredential[]): Prints => {
  // One without an id is kept elsewhere (a directory) and only told by Keycloak.
  const own = credentials.filter(({ id }) => id != null);
  const of = (type: string) => own.filter((credential) => credential.type === type);
  const labelled = (type: string) => of(type).map(({ id, userLabel }) => ({ id: id ?? '', label: userLabel ?? null }));
  const kind = ['keyhold-recovery-codes', 'recovery-authn-codes'].find((type) => of(type).length > 0);
  return {
    sessions: fingerprint(sessionIds),
    password: fingerprint(of('password').map(({ createdDate }) => seconds(createdDate ?? 0))),
    totp: itemsPrint(labelled('otp')),
    recoveryCodes: fingerprint(kind === undefined ? [] : [kind]),
    passkeys: keysPrint(labelled('webauthn-passwordless'), labelled('webauthn')),
    pin: fingerprint(of('keyhold-pin').map(({ createdDate }) => seconds(createdDate ?? 0))),
  };
};

const passwordPrint = ({ state, changedAt, provider }: NonNullable<Page['password']>): string | undefined => {
  if (state === 'missing') return fingerprint([]);
  if (state !== 'set' || changedAt === null || provider !== null) return undefined;
  return fingerprint([seconds(Date.parse(changedAt))]);
};

const keysPrint = (passkeys: Labelled['items'], securityKeys: Labelled['items']): string =>
  fingerprint([`passkeys ${itemsPrint(passkeys)}`, `securityKeys ${itemsPrint(securityKeys)}`]);

const itemsPrint = (items: Labelled['items']): string =>
  fingerprint(items.map(({ id, label }) => JSON.stringify([id, label ?? ''])));

const codesPrint = ({ state, remaining }: NonNullable<Page['recoveryCodes']>): string | undefined => {
  if (state === 'none') return fingerprint([]);
  if (state === 'stock') return fingerprint(['recovery-authn-codes']);
  // Of a set that is used up Keycloak lists nothing.
  return state === 'active' && remaining > 0 ? fingerprint(['keyhold-recovery-codes']) : undefined;
};

/** The page's times have no fractions. */
const seconds = (millis: number): string => String(Math.floor(millis / 1000));
