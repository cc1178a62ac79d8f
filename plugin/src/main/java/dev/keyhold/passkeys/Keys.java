package dev.keyhold.passkeys;

import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One user's keys of both kinds in Keycloak's own table, where its sign-in and its pages find them as well. */
final class Keys {
    private final SubjectCredentialManager credentials;

    Keys(UserModel user) {
        this.credentials = user.credentialManager();
    }

    /** In the order in which Keycloak offers them. */
    List<Key> of(KeyKind kind) {
        return credentials.getStoredCredentialsByTypeStream(kind.type()).map(stored -> new Key(kind, stored)).toList();
    }

    /** Of both kinds. */
    List<Key> all() {
        return Stream.of(KeyKind.values()).flatMap(kind -> of(kind).stream()).toList();
    }

    Optional<Key> find(String id) {
        return all().stream().filter(key -> key.id().equals(id)).findFirst();
    }

    /** By what browsers know it by. */
    Optional<Key> find(byte[] credentialId) {
        return all().stream().filter(key -> key.hasCredentialId(credentialId)).findFirst();
    }

    Key create(KeyKind kind, WebAuthnCredentialModel credential) {
        return new Key(kind, credentials.createCredentialThroughProvider(credential));
    }

    void rename(String id, String label) {
        try {
            credentials.updateCredentialLabel(id, label);
        } catch (ModelDuplicateException e) {
            throw PasskeysProblems.labelTaken().asException();
        }
    }

    /** False when somebody else was faster. */
    boolean remove(String id) {
        return credentials.removeStoredCredentialById(id);
    }
}
