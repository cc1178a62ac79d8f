package dev.keyhold.totp;

import dev.keyhold.support.Json;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.credential.OTPCredentialModel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;

/** One authenticator app of a user, set up here or by Keycloak's own pages. */
record App(CredentialModel stored) {

    String id() {
        return stored.getId();
    }

    /** Null when it has none. */
    String label() {
        String label = stored.getUserLabel();
        return label == null || label.isBlank() ? null : label;
    }

    boolean hasSecret(String secret) {
        String own = OTPCredentialModel.createFromCredentialModel(stored).getOTPSecretData().getValue();
        return MessageDigest.isEqual(own.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
    }

    View view() {
        // Rows that were moved here from very old versions of Keycloak may have no date.
        long created = stored.getCreatedDate() == null ? 0 : stored.getCreatedDate();
        return new View(id(), label(), Json.time(Instant.ofEpochMilli(created)));
    }

    record View(String id, String label, String createdAt) {
    }
}
