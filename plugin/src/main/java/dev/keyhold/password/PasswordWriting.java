package dev.keyhold.password;

import dev.keyhold.support.Caller;
import dev.keyhold.support.Directory;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.ModelException;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.UserCredentialModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.storage.ReadOnlyException;

import java.util.List;

/** Gives the new password to whoever keeps it, and lifts the demand for one that an administrator may have made. */
final class PasswordWriting {
    private final Caller caller;
    private final PasswordPlace place;
    private final RealmRules rules;

    PasswordWriting(Caller caller, PasswordPlace place, RealmRules rules) {
        this.caller = caller;
        this.place = place;
        this.rules = rules;
    }

    /** The rule by which it was refused after all, be it a directory's own; empty once it is written. */
    List<RuleView.Broken> write(String password) {
        UserModel user = caller.user();
        try {
            boolean taken = Directory.ask(user, () -> user.credentialManager().updateCredential(UserCredentialModel.password(password, false)));
            if (!taken) {
                throw readOnly();
            }
        } catch (ReadOnlyException e) {
            throw readOnly();
        } catch (ModelException e) {
            if (isRefusal(e)) {
                return List.of(rules.refused(e.getMessage(), e.getParameters()));
            }
            throw e;
        }
        if (place.isWrittenThrough()) {
            forgetOwn(user.credentialManager());
        }
        String demand = UserModel.RequiredAction.UPDATE_PASSWORD.name();
        if (user.getRequiredActionsStream().anyMatch(demand::equals)) {
            user.removeRequiredAction(demand);
        }
        return List.of();
    }

    // One left from a time when the directory was only read: Keycloak would go on asking for it instead of the new one.
    private static void forgetOwn(SubjectCredentialManager credentials) {
        credentials.getStoredCredentialsByTypeStream(PasswordCredentialModel.TYPE).map(CredentialModel::getId).toList()
            .forEach(credentials::removeStoredCredentialById);
    }

    // Keycloak has one exception for a password that is against a rule and for a fault while it is stored; only the latter has a cause.
    private boolean isRefusal(ModelException e) {
        return e.getCause() == null || Directory.isRefusal(e) || rules.canSay(e.getMessage());
    }

    private static RuntimeException readOnly() {
        return PasswordProblems.notHere(PasswordPlace.State.READ_ONLY).asException();
    }
}
