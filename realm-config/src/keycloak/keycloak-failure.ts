import { NetworkError } from '@keycloak/keycloak-admin-client';
import { z } from 'zod';
import { RealmConfigError } from '../realm-config-error.ts';

const details = z.object({
  errorMessage: z.string().optional(),
  error_description: z.string().optional(),
  error: z.string().optional(),
});

const failure = z.object({
  name: z.string(),
  message: z.string(),
  cause: z.object({ code: z.string().optional() }).optional(),
});

/** True when the answer did not come within the time limit. */
export function isLate(error: unknown): boolean {
  return failure.safeParse(error).data?.name === 'TimeoutError';
}

/** True when there was no answer at all, or a redirect, which is not followed. */
export function isUnreachable(error: unknown): boolean {
  return failure.safeParse(error).data?.message === 'fetch failed';
}

/** Turns whatever a call to Keycloak threw into a sentence with the next step. `doing` continues "could not …". */
export function explainFailure(doing: string, url: string, error: unknown): RealmConfigError {
  if (error instanceof RealmConfigError) return error;
  if (error instanceof NetworkError) return explainStatus(doing, error);
  if (isLate(error)) {
    return new RealmConfigError(`Could not ${doing}: Keycloak did not answer in time`, {
      next: 'See whether Keycloak is busy or still starting, then run the command again.',
    });
  }
  if (isUnreachable(error)) {
    const { code = 'no connection' } = failure.safeParse(error).data?.cause ?? {};
    return new RealmConfigError(`Could not ${doing}: ${url} cannot be reached (${code})`, {
      next: 'Check KEYHOLD_ADMIN_URL and that Keycloak is running there. Redirects are not followed: use the final address.',
    });
  }
  return new RealmConfigError(`Could not ${doing}: Keycloak gave an answer that realm-config does not understand`, {
    next: 'Check that KEYHOLD_ADMIN_URL leads to Keycloak itself and to a supported version (docs/compatibility.md).',
    cause: error instanceof z.ZodError ? error : undefined,
  });
}

function explainStatus(doing: string, error: NetworkError): RealmConfigError {
  const { status } = error.response;
  if (status === 401 || status === 403) {
    return new RealmConfigError(`Could not ${doing}: Keycloak does not let this administrator do it (${status})`, {
      next: 'Give it the role realm-admin of the client realm-management, or, to create realms, an administrator of master.',
    });
  }
  const told = details.safeParse(error.responseData);
  const text = told.success ? (told.data.errorMessage ?? told.data.error_description ?? told.data.error) : undefined;
  return new RealmConfigError(
    `Could not ${doing}: Keycloak answered ${status}${text ? ` (${text.slice(0, 200)})` : ''}`,
    {
      next:
        status >= 500 ? "Look into Keycloak's log, then run the command again." : 'Run plan to see what is left to do.',
    },
  );
}
