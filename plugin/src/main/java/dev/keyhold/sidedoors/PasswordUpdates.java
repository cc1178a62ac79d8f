package dev.keyhold.sidedoors;

import dev.keyhold.factors.UserLock;
import dev.keyhold.support.Database;
import dev.keyhold.support.GlobalListener;
import dev.keyhold.support.ManagedRealm;
import org.keycloak.events.Event;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

import java.time.Clock;

/**
 * A password that was set on Keycloak's own pages voids the proofs that were given before, in the transaction of its event. One of
 * a directory needs this: no credential of Keycloak's dates it.
 */
public final class PasswordUpdates extends GlobalListener {
    private final Clock clock;

    public PasswordUpdates() {
        this(Clock.systemUTC());
    }

    PasswordUpdates(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String getId() {
        return "keyhold-password-updates";
    }

    @Override
    @SuppressWarnings("deprecation")
    protected void onEvent(KeycloakSession keycloak, Event event) {
        RealmModel realm = keycloak.getContext().getRealm();
        if (event.getType() != EventType.UPDATE_PASSWORD || event.getUserId() == null || !ManagedRealm.isManaged(realm)) {
            return;
        }
        UserModel user = keycloak.users().getUserById(realm, event.getUserId());
        if (user != null) {
            UserLock.take(Database.of(keycloak), keycloak, realm, user);
            UserLock.voidProofs(Database.of(keycloak), user.getId(), clock.millis());
        }
    }
}
