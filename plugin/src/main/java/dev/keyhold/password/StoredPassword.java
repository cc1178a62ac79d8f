package dev.keyhold.password;

import dev.keyhold.factors.CommittedState;
import dev.keyhold.support.Caller;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;

import java.util.Optional;

/** Which password a user has in Keycloak, so that another change of it can be told; empty where a directory keeps it. */
record StoredPassword(Optional<Version> version) {
    private record Version(String id, Long createdAt, String secret) {
        // Without the hash, wherever it is printed.
        @Override
        public String toString() {
            return "Version[" + id + "]";
        }
    }

    static StoredPassword of(Caller caller) {
        return of(caller.user());
    }

    private static StoredPassword of(UserModel user) {
        return new StoredPassword(user.credentialManager().getStoredCredentialsByTypeStream(PasswordCredentialModel.TYPE).findFirst().map(StoredPassword::version));
    }

    /** Asked under the user's lock. */
    boolean isStill(Caller caller) {
        return equals(CommittedState.of(caller, (keycloak, realm, user) -> of(user)));
    }

    private static Version version(CredentialModel credential) {
        return new Version(credential.getId(), credential.getCreatedDate(), credential.getSecretData());
    }
}
