package dev.keyhold.pin;

import org.keycloak.credential.CredentialProvider;
import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.credential.PasswordCredentialModel;

import java.util.Optional;

/** Hashes PINs with the server's key and then slowly, by Keycloak's own Argon2 at the cost that it gives passwords. Without the key nothing is right. */
final class PinHash {
    private static final String ARGON2 = "argon2";
    private static final int CONFIGURED_COST = -1;

    private final KeycloakSession keycloak;
    private final Peppers peppers;

    private PinHash(KeycloakSession keycloak, Peppers peppers) {
        this.keycloak = keycloak;
        this.peppers = peppers;
    }

    /** With the keys that Keycloak's options tell. */
    static PinHash of(KeycloakSession keycloak) {
        // Not there where an administrator switched the provider off.
        CredentialProvider<?> provider = (CredentialProvider<?>) keycloak.getProvider(CredentialProvider.class, StoredPin.TYPE);
        return new PinHash(keycloak, provider instanceof PinCredentialProvider ours ? ours.peppers() : Peppers.NONE);
    }

    /** Whether a new PIN can be hashed; false says that the server has no key. */
    boolean isPossible() {
        return peppers.current().isPresent();
    }

    /** Whether this one can be checked. */
    boolean isPossible(StoredPin stored) {
        return peppers.has(stored.facts().pepper());
    }

    /** Whether it was hashed with a key that is not for new ones any more. */
    boolean isOld(StoredPin stored) {
        return !peppers.current().equals(Optional.of(stored.facts().pepper()));
    }

    /** @param key id of the key */
    record Made(String key, PasswordCredentialModel hash) {
        /** Without the hash, wherever it is printed. */
        @Override
        public String toString() {
            return "Made[" + key + "]";
        }
    }

    Made make(String pin) {
        String key = peppers.current().orElseThrow(() -> PinProblems.unavailable().asException());
        return new Made(key, argon2().encodedCredential(peppers.apply(key, pin), CONFIGURED_COST));
    }

    boolean isRight(StoredPin stored, String pin) {
        return argon2().verify(peppers.apply(stored.facts().pepper(), pin), stored.hash());
    }

    private PasswordHashProvider argon2() {
        return keycloak.getProvider(PasswordHashProvider.class, ARGON2);
    }
}
