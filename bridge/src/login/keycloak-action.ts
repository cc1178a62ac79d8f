import { z } from 'zod';

/** Required actions of Keycloak that our pages start by `kc_action`, and the page of each; whether one may run now, the plugin says. */
const pages: ReadonlyMap<string, string> = new Map([
  ['webauthn-register', '/totp'],
  ['webauthn-register-passwordless', '/passkeys'],
]);

/** An action of Keycloak that a signed-in person goes through, and who that is: nobody else comes back from it. */
export const keycloakAction = z.object({ name: z.string(), subject: z.string() });

export type KeycloakAction = z.output<typeof keycloakAction>;

/** The page below the base path that starts the action and has its outcome; undefined for what none starts. */
export const pageOf = (name: string): string | undefined => pages.get(name);

/** How it went, as the page says it. Whatever Keycloak did not call a success or a way back did not succeed. */
export const outcomeOf = (status: unknown): 'added' | 'cancelled' | 'failed' => {
  if (status === 'success') return 'added';
  return status === 'cancelled' ? 'cancelled' : 'failed';
};
