import type { ProblemKind } from './problem.ts';

/**
 * The problems that more than one part of the bridge answers. A room states its own in `<room>.problems.ts`.
 * Slugs are frozen: a client switches on them. Titles and the other words may change.
 */
export const problems = {
  invalidRequest: {
    slug: 'invalid-request',
    status: 400,
    title: 'The request is not valid',
    when: 'A parameter or the body does not have the shape that the operation states, or carries a field that it does not know.',
    remedy: 'Correct the places that `errors` names.',
    members: {
      errors:
        'List of `{pointer, detail}`; `pointer` is a JSON pointer (RFC 6901) into the body, or into the parameters as `/params/<name>`.',
    },
  },
  notSignedIn: {
    slug: 'not-signed-in',
    status: 401,
    title: 'Not signed in',
    when: 'There is no session here, or Keycloak has ended the session it stood on.',
    remedy: 'Sign in again and repeat the request.',
  },
  stepUpRequired: {
    slug: 'step-up-required',
    status: 401,
    title: 'Confirm it is you',
    when: 'The operation needs a fresh proof of the user, and there is none that fits: missing, expired, spent, or made for something else.',
    remedy:
      'Prove it by `POST /api/reauthentication` for the operation and target named here, then repeat the request once.',
    members: {
      operation: 'The operation that the proof must name.',
      target: 'The target that the proof must name; may be empty.',
      methods:
        'Alternatives that satisfy it, as in the overview. Missing where only Keycloak knows: then the overview says it.',
      rescue: 'Whether a recovery code may stand in for a lost second factor here; comes with `methods`.',
    },
  },
  forbiddenOrigin: {
    slug: 'forbidden-origin',
    status: 403,
    title: 'The request did not come from the page',
    when: 'A request that changes something lacks the header `X-Keyhold: 1` or comes from a foreign origin.',
    remedy:
      'Send it from the page itself. Behind a proxy, check that `KEYHOLD_PUBLIC_URL` is the address that the browser shows.',
  },
  forbiddenCaller: {
    slug: 'forbidden-caller',
    status: 403,
    title: 'This caller may not do that',
    when: 'The plugin does not accept the pair of tokens: another client, a service account in place of a person, or a bridge without the role `sync`.',
    remedy: 'Apply the realm file with `realm-config`; `doctor` names what is missing.',
  },
  impersonated: {
    slug: 'impersonated',
    status: 403,
    title: 'An impersonated session may only look',
    when: 'An administrator impersonates the user and tries to change something.',
    remedy: 'Let the user do it, or use the administration console.',
  },
  notFound: {
    slug: 'not-found',
    status: 404,
    title: 'Not found',
    when: 'There is nothing at this address, or nothing that belongs to this user. The two look the same on purpose.',
    remedy: 'Read the list again.',
  },
  methodNotAllowed: {
    slug: 'method-not-allowed',
    status: 405,
    title: 'This address does not know that method',
    when: 'There is something at this address, but not for this HTTP method.',
    remedy: 'Use one of the methods that the header `Allow` names.',
  },
  conflict: {
    slug: 'conflict',
    status: 409,
    title: 'The state has changed meanwhile',
    when: 'What the request wants to change no longer is as the request supposes.',
    remedy: 'Read the state again and repeat what is still wanted.',
  },
  payloadTooLarge: {
    slug: 'payload-too-large',
    status: 413,
    title: 'The request is too large',
    when: 'The body is larger than 16 kB; for the registration of a key, than 96 kB.',
    remedy: 'Send less.',
  },
  unsupportedMediaType: {
    slug: 'unsupported-media-type',
    status: 415,
    title: 'Only JSON is understood here',
    when: 'The request has a body whose content type is not `application/json`.',
    remedy: 'Send JSON and say so in `Content-Type`.',
  },
  tooManyAttempts: {
    slug: 'too-many-attempts',
    status: 429,
    title: 'Too many wrong tries',
    when: 'The proof is locked for a time after wrong tries, or another check of the same proof is running.',
    remedy: 'Wait until `retryAt` (the header `Retry-After` says it in seconds).',
    members: {
      retryAt:
        'Time (RFC 3339) from which a try is evaluated again. Null when only an administrator can lift the lock, and, with `Retry-After`, while another check is running.',
    },
  },
  tooManyRequests: {
    slug: 'too-many-requests',
    status: 429,
    title: 'Too many requests',
    when: 'This address or this user sent more requests than the limit allows.',
    remedy: 'Wait for the seconds in the header `Retry-After`.',
  },
  internal: {
    slug: 'internal',
    status: 500,
    title: 'Something went wrong here',
    when: 'The bridge or the plugin met a fault of its own.',
    remedy: 'Try again; if it stays, give the `requestId` to whoever runs the bridge: the log has the reason under it.',
  },
  keycloakUnavailable: {
    slug: 'keycloak-unavailable',
    status: 503,
    title: 'Keycloak does not answer',
    when: 'Keycloak did not answer in time, or with something that is not an answer of the plugin.',
    remedy: 'Try again in a moment. A change may have happened all the same: read the state before repeating it.',
  },
  storeUnavailable: {
    slug: 'store-unavailable',
    status: 503,
    title: 'The session store does not answer',
    when: 'The store of web sessions (Redis, or the embedded file) did not answer in time.',
    remedy: 'Try again in a moment; nothing was changed.',
  },
} as const satisfies Record<string, ProblemKind>;
