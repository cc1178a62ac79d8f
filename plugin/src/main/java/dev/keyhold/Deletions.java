package dev.keyhold;

import dev.keyhold.support.Database;
import dev.keyhold.support.UserRows;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;

import java.util.List;

/** Removes a user's or a realm's rows in the transaction that removes the user or the realm. */
final class Deletions implements ProviderEventListener {
    private final List<UserRows> rows;

    Deletions(List<UserRows> rows) {
        this.rows = rows;
    }

    @Override
    public void onEvent(ProviderEvent event) {
        if (event instanceof UserModel.UserRemovedEvent removed) {
            var em = Database.of(removed.getKeycloakSession());
            rows.forEach(room -> room.removeUser(em, removed.getRealm().getId(), removed.getUser().getId()));
        } else if (event instanceof RealmModel.RealmRemovedEvent removed) {
            var em = Database.of(removed.getKeycloakSession());
            rows.forEach(room -> room.removeRealm(em, removed.getRealm().getId()));
        }
    }
}
