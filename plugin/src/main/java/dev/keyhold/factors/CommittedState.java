package dev.keyhold.factors;

import dev.keyhold.support.Caller;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserProvider;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.storage.DatastoreProvider;
import org.keycloak.storage.StorageId;
import org.keycloak.storage.StoreManagers;

/**
 * Reads about a user what others have committed until this moment, past Keycloak's caches: the request's own session has read the
 * user before it had to wait for the user's lock, and the cache learns of a change only after the lock is free again.
 */
public final class CommittedState {
    private CommittedState() {
    }

    /** What is to be read. */
    public interface Look<T> {
        T at(KeycloakSession keycloak, RealmModel realm, UserModel user);
    }

    public static <T> T of(Caller caller, Look<T> look) {
        return KeycloakModelUtils.runJobInTransactionWithResult(caller.keycloak().getKeycloakSessionFactory(), own -> {
            RealmModel realm = own.realms().getRealm(caller.realm().getId());
            own.getContext().setRealm(realm);
            return look.at(own, realm, users(own, caller.user().getId()).getUserById(realm, caller.user().getId()));
        });
    }

    private static UserProvider users(KeycloakSession keycloak, String userId) {
        StoreManagers stores = (StoreManagers) keycloak.getProvider(DatastoreProvider.class);
        return StorageId.isLocalStorage(userId) ? stores.userLocalStorage() : stores.userStorageManager();
    }
}
