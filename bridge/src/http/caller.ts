import type { KeyKind } from '../factors/key-kind.schema.ts';
import type { CreationPolicy } from '../keycloak/creation-policy.schema.ts';
import type { TotpPolicy } from '../keycloak/totp-policy.schema.ts';

/** A grant of the plugin, kept on the server under (operation, target); the browser never sees it. */
export interface StoredGrant {
  readonly operation: string;
  readonly target: string;
  readonly grant: string;
  /** RFC 3339, UTC. */
  readonly expiresAt: string;
  /** Operations that a rescue is still good for. */
  readonly covers?: readonly string[] | undefined;
}

interface AnyEnrolment {
  readonly id: string;
  /** The grant that the plugin has bound to this enrolment. */
  readonly grant: string;
  /** RFC 3339, UTC. */
  readonly expiresAt: string;
  /** Milliseconds of the epoch: until then one confirmation is under way. */
  readonly claimedUntil?: number | undefined;
}

/** An authenticator app on its way in, kept on the server until a code of it was verified. */
interface TotpEnrolment extends AnyEnrolment {
  readonly room: 'totp';
  /** Base32. */
  readonly secret: string;
  readonly policy: TotpPolicy;
  readonly replaces: string | null;
}

/** A passkey or security key on its way in, kept on the server until its registration was verified. */
interface PasskeyEnrolment extends AnyEnrolment {
  readonly room: 'passkeys';
  readonly kind: KeyKind;
  readonly policy: CreationPolicy;
  /** 32 bytes, base64url. */
  readonly challenge: string;
  /** `conditional`: the browser may make it without a prompt (WebAuthn L3 §5.1.3). */
  readonly mediation?: 'conditional' | undefined;
}

export type EnrolmentRoom = 'passkeys' | 'totp';

/** A factor on its way in, as its room keeps it. */
export type StoredEnrolment<Room extends EnrolmentRoom = EnrolmentRoom> = Extract<
  PasskeyEnrolment | TotpEnrolment,
  { readonly room: Room }
>;

/** Whether what the web session keeps for a while still counts. */
export const isOpen = ({ expiresAt }: { readonly expiresAt: string }): boolean => Date.parse(expiresAt) > Date.now();

/**
 * The signed-in person behind one request, as rooms see them. The subject comes from the verified token, never from the browser.
 * Middleware puts it into `res.locals.caller`; a route that needs it cannot run without.
 */
export interface Caller {
  readonly subject: string;
  readonly username: string;
  /** The Keycloak session (`sid`) that this web session stands on. */
  readonly keycloakSession: string;
  /** The person's address, taken from the connection or from declared trusted proxies. */
  readonly address: string;
  /** The browser's User-Agent, cut to 512 characters; empty when none was sent. */
  readonly userAgent: string;
  readonly requestId: string;
  /** A fresh access token; refreshed once for parallel requests, across replicas. Never `refused`, one that was not accepted. Throws `not-signed-in` once Keycloak ended the session, `keycloak-unavailable` when it cannot tell. */
  accessToken(refused?: string): Promise<string>;
  findGrant(operation: string, target: string): StoredGrant | undefined;
  /** Keeps a grant in the web session; lost without a trace when the session ended meanwhile. */
  keepGrant(grant: StoredGrant): Promise<void>;
  forgetGrant(operation: string, target: string): Promise<void>;
  /** One of this room; another room's is none. */
  findEnrolment<Room extends EnrolmentRoom>(room: Room, id: string): StoredEnrolment<Room> | undefined;
  /** Keeps an enrolment in the web session; it ends with it. */
  keepEnrolment(enrolment: StoredEnrolment): Promise<void>;
  /** Takes it for one confirmation, so that no second one runs beside it; undefined when it is taken, or gone. */
  claimEnrolment<Room extends EnrolmentRoom>(room: Room, id: string): Promise<StoredEnrolment<Room> | undefined>;
  /** Gives it back, where it still is there: it may be confirmed again. */
  releaseEnrolment(id: string): Promise<void>;
  forgetEnrolment(id: string): Promise<void>;
  /** What the page last showed, as fingerprints of its parts; the sync compares them with Keycloak's stock answers. */
  readonly shown: string | undefined;
  remember(change: { shown?: string; syncedAt?: number }): Promise<void>;
  readonly syncedAt: number | undefined;
  /** Ends this web session now: Keycloak said that its session is gone. */
  endWebSession(reason: string): Promise<void>;
}

/** Ends web sessions of this bridge by what Keycloak knows of them; used by rooms that end Keycloak sessions and by back-channel logout. */
export interface WebSessionEnder {
  endByKeycloakSession(sid: string, reason: string): Promise<number>;
  endBySubject(subject: string, reason: string, exceptKeycloakSession?: string): Promise<number>;
}
