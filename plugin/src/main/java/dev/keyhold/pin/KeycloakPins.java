package dev.keyhold.pin;

import org.keycloak.credential.CredentialModel;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.UserModel;

import java.util.Optional;
import java.util.UUID;

/** One user's PIN in Keycloak's own table, where its flows and its administrators see that there is one. */
final class KeycloakPins {
    private final SubjectCredentialManager credentials;

    KeycloakPins(UserModel user) {
        this.credentials = user.credentialManager();
    }

    Optional<StoredPin> find() {
        return credentials.getStoredCredentialsByTypeStream(StoredPin.TYPE).findFirst().map(StoredPin::of);
    }

    /** In place of the one there was. */
    StoredPin replace(PinHash.Made made, long now, long provedAt) {
        credentials.getStoredCredentialsByTypeStream(StoredPin.TYPE).map(CredentialModel::getId).toList().forEach(credentials::removeStoredCredentialById);
        CredentialModel credential = new CredentialModel();
        credential.setId(UUID.randomUUID().toString());
        credential.setType(StoredPin.TYPE);
        credential.setCreatedDate(now);
        StoredPin.write(credential, made.key(), provedAt, made.hash());
        // Past our own provider, which refuses everybody else.
        credentials.createStoredCredential(credential);
        return StoredPin.of(credential);
    }

    /** The same PIN under another key. Nothing happens where it was replaced meanwhile. */
    void rehash(StoredPin pin, PinHash.Made made) {
        CredentialModel credential = pin.credential().shallowClone();
        StoredPin.write(credential, made.key(), pin.facts().provedAt(), made.hash());
        credentials.updateStoredCredential(credential);
    }
}
