package dev.keyhold.pin;

import org.keycloak.credential.CredentialModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.models.credential.dto.PasswordCredentialData;
import org.keycloak.models.credential.dto.PasswordSecretData;
import org.keycloak.util.JsonSerialization;

import java.io.IOException;

/**
 * A user's PIN as Keycloak's table has it.
 *
 * @param hash as Keycloak stores those of passwords
 */
record StoredPin(CredentialModel credential, Facts facts, PasswordCredentialModel hash) {
    static final String TYPE = "keyhold-pin";

    /**
     * What anybody may see of it.
     *
     * @param pepper   id of the key that it was hashed with
     * @param provedAt when it was last set without the old one
     * @param argon2   how it was hashed
     */
    record Facts(String pepper, long provedAt, PasswordCredentialData argon2) {
    }

    static StoredPin of(CredentialModel credential) {
        try {
            Facts facts = JsonSerialization.readValue(credential.getCredentialData(), Facts.class);
            PasswordSecretData secret = JsonSerialization.readValue(credential.getSecretData(), PasswordSecretData.class);
            return new StoredPin(credential, facts, PasswordCredentialModel.createFromValues(facts.argon2(), secret));
        } catch (IOException e) {
            // Without the cause, which quotes what it could not read.
            throw new IllegalStateException("A stored PIN cannot be read");
        }
    }

    /** Writes hash and facts into a credential, which keeps everything else. */
    static void write(CredentialModel credential, String pepper, long provedAt, PasswordCredentialModel hash) {
        try {
            credential.setCredentialData(JsonSerialization.writeValueAsString(new Facts(pepper, provedAt, hash.getPasswordCredentialData())));
            credential.setSecretData(JsonSerialization.writeValueAsString(hash.getPasswordSecretData()));
        } catch (IOException e) {
            throw new IllegalStateException("A PIN cannot be written");
        }
    }

    String id() {
        return credential.getId();
    }

    /** When it was set or changed last. */
    long setAt() {
        return credential.getCreatedDate();
    }

    /** Without the hash, wherever it is printed. */
    @Override
    public String toString() {
        return "StoredPin[" + id() + "]";
    }
}
