package dev.keyhold.totp;

import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.UserCredentialModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;

import java.util.List;
import java.util.Optional;

/** One user's authenticator apps in Keycloak's own table, where its sign-in and its pages find them as well. */
final class Apps {
    private final SubjectCredentialManager credentials;

    Apps(UserModel user) {
        this.credentials = user.credentialManager();
    }

    /** In the order in which Keycloak offers them. */
    List<App> all() {
        return credentials.getStoredCredentialsByTypeStream(OTPCredentialModel.TYPE).map(App::new).toList();
    }

    Optional<App> find(String id) {
        return all().stream().filter(app -> app.id().equals(id)).findFirst();
    }

    App create(OTPCredentialModel credential) {
        return new App(credentials.createCredentialThroughProvider(credential));
    }

    void rename(String id, String label) {
        try {
            credentials.updateCredentialLabel(id, label);
        } catch (ModelDuplicateException e) {
            throw TotpProblems.labelTaken().asException();
        }
    }

    /** False when somebody else was faster. */
    boolean remove(String id) {
        return credentials.removeStoredCredentialById(id);
    }

    /** Keycloak's own check of one app's code; a right one is used up by it. */
    boolean isRight(String id, String code) {
        return credentials.isValid(new UserCredentialModel(id, OTPCredentialModel.TYPE, code));
    }

    /** The same for whichever app shows it. */
    boolean isRight(String code) {
        return all().stream().anyMatch(app -> isRight(app.id(), code));
    }
}
