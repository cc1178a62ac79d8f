package dev.keyhold.recoverycodes;

import org.keycloak.credential.CredentialModel;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.RecoveryAuthnCodesCredentialModel;
import org.keycloak.models.credential.dto.RecoveryAuthnCodesCredentialData;
import org.keycloak.util.JsonSerialization;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * One user's credentials in Keycloak's own table. Keyhold's says that there are codes, so that flows, Keycloak's pages and the
 * admin console see them; it holds no secret. Its id is that of the set.
 */
final class KeycloakCredentials {
    static final String TYPE = "keyhold-recovery-codes";
    private static final String STOCK = RecoveryAuthnCodesCredentialModel.TYPE;

    private final SubjectCredentialManager credentials;

    KeycloakCredentials(UserModel user) {
        this.credentials = user.credentialManager();
    }

    /** False once an administrator has removed it: then its codes open nothing any more. */
    boolean has(String setId) {
        return credentials.getStoredCredentialsByTypeStream(TYPE).anyMatch(credential -> credential.getId().equals(setId));
    }

    /** Comes last among the user's credentials: Keycloak asks for the first one that its flow accepts. */
    void create(String setId, long now) {
        CredentialModel credential = new CredentialModel();
        credential.setId(setId);
        credential.setType(TYPE);
        credential.setCreatedDate(now);
        credential.setSecretData("{}");
        credential.setCredentialData("{\"total\":" + CodeSet.SIZE + "}");
        // Past our own provider, which refuses everybody else.
        credentials.createStoredCredential(credential);
    }

    void remove() {
        removeAll(TYPE);
    }

    /** That of one set: another may have come meanwhile. */
    void remove(String setId) {
        credentials.removeStoredCredentialById(setId);
    }

    /** Keycloak's own codes, which work until ours replace them. */
    Optional<Stock> stock() {
        return credentials.getStoredCredentialsByTypeStream(STOCK).findFirst().map(Stock::of);
    }

    record Stock(int total, int remaining, Long createdAt) {
        static Stock of(CredentialModel credential) {
            try {
                var counts = JsonSerialization.readValue(credential.getCredentialData(), RecoveryAuthnCodesCredentialData.class);
                return new Stock(counts.getTotalCodes(), counts.getRemainingCodes(), credential.getCreatedDate());
            } catch (IOException e) {
                throw new IllegalStateException("Keycloak's own recovery codes cannot be read", e);
            }
        }
    }

    void removeStock() {
        removeAll(STOCK);
    }

    /** After an authenticator app was added behind the codes: else the next sign-in would ask for a recovery code first. */
    void moveLast() {
        List<CredentialModel> all = credentials.getStoredCredentialsStream().toList();
        CredentialModel last = all.isEmpty() ? null : all.get(all.size() - 1);
        all.stream().filter(credential -> TYPE.equals(credential.getType()) && credential != last).findFirst()
            .ifPresent(codes -> credentials.moveStoredCredentialTo(codes.getId(), last.getId()));
    }

    private void removeAll(String type) {
        credentials.getStoredCredentialsByTypeStream(type).map(CredentialModel::getId).toList().forEach(credentials::removeStoredCredentialById);
    }
}
