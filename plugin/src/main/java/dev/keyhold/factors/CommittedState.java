package dev.keyhold.factors;

import dev.keyhold.support.Caller;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Reads about a user what others have committed until this moment. The request's own session may have read, and cached, the user
 * before it had to wait for the user's lock.
 */
final class CommittedState {
    private CommittedState() {
    }

    interface Look<T> {
        T at(KeycloakSession keycloak, RealmModel realm, UserModel user);
    }

    static <T> T of(Caller caller, Look<T> look) {
        return KeycloakModelUtils.runJobInTransactionWithResult(caller.keycloak().getKeycloakSessionFactory(), own -> {
            RealmModel realm = own.realms().getRealm(caller.realm().getId());
            own.getContext().setRealm(realm);
            return look.at(own, realm, own.users().getUserById(realm, caller.user().getId()));
        });
    }
}
