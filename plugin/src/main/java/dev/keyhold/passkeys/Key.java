package dev.keyhold.passkeys;

import org.keycloak.credential.CredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import org.keycloak.models.credential.dto.WebAuthnCredentialData;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** One passkey or security key of a user, registered here or by Keycloak's own pages. */
record Key(KeyKind kind, CredentialModel stored) {

    /** Of the row in Keycloak's table. */
    String id() {
        return stored.getId();
    }

    /** Null when it has none. */
    String label() {
        String label = stored.getUserLabel();
        return label == null || label.isBlank() ? null : label;
    }

    /** What browsers know it by. */
    byte[] credentialId() {
        // Keycloak writes standard base64, and reads either.
        return Base64.getUrlDecoder().decode(data().getCredentialId().replace('+', '-').replace('/', '_'));
    }

    boolean hasCredentialId(byte[] id) {
        return MessageDigest.isEqual(credentialId(), id);
    }

    List<String> transports() {
        Set<String> transports = data().getTransports();
        return transports == null ? List.of() : transports.stream().sorted().toList();
    }

    /** The model of the authenticator, where it tells. */
    String aaguid() {
        return data().getAaguid();
    }

    /** For {@code excludeCredentials} and the like. */
    Descriptor descriptor() {
        return new Descriptor(base64url(credentialId()), transports());
    }

    private WebAuthnCredentialData data() {
        return WebAuthnCredentialModel.createFromCredentialModel(stored).getWebAuthnCredentialData();
    }

    static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What stands for a credential id where it must be unique: ids may be longer than a database can index. */
    static String hash(byte[] credentialId) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(credentialId));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** The user handle that Keycloak's sign-in expects: the UTF-8 bytes of the user's id. */
    static String userHandle(String userId) {
        return base64url(userId.getBytes(StandardCharsets.UTF_8));
    }

    record Descriptor(String id, List<String> transports) {
    }
}
