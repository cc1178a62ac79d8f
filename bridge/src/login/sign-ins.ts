import { z } from 'zod';
import type { Seal } from '../store/seal.ts';
import type { SessionStore } from '../store/session-store.ts';
import { keycloakAction } from './keycloak-action.ts';
import { hashOf, isSecretId, secretId } from './secret-id.ts';

const signInSchema = z.object({
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
  action: keycloakAction.optional(),
});

/** A sign-in that is under way at Keycloak: what its answer must fit, and where the user wanted to go. With an action: what a signed-in user does there. */
export type SignIn = z.infer<typeof signInSchema>;

/** Minutes that a user may take to sign in. */
export const signInMinutes = 10;

/**
 * Sign-ins under way, one per state, so that several tabs do not disturb each other. Each is bound to one browser by a cookie
 * and handed out once; a state that is unknown, or another browser's, uses nothing up.
 */
export class SignIns {
  readonly #store: SessionStore;
  readonly #seal: Seal;

  constructor(store: SessionStore, seal: Seal) {
    this.#store = store;
    this.#seal = seal;
  }

  /** Answers the new state. */
  async start(signIn: SignIn, binding: string): Promise<string> {
    const state = secretId();
    const key = hashOf(state);
    await this.#store.keepSignIn(
      key,
      hashOf(binding),
      this.#seal.close(`sign-in ${key}`, signIn),
      Date.now() + signInMinutes * 60_000,
    );
    return state;
  }

  async take(state: unknown, bindings: readonly string[]): Promise<SignIn | undefined> {
    if (!isSecretId(state)) return undefined;
    const key = hashOf(state);
    for (const binding of bindings) {
      const sealed = await this.#store.takeSignIn(key, hashOf(binding), Date.now());
      if (sealed) return signInSchema.safeParse(this.#seal.open(`sign-in ${key}`, sealed)).data;
    }
    return undefined;
  }
}
