package dev.keyhold.sidedoors;

import dev.keyhold.factors.UserLock;
import dev.keyhold.support.Database;
import dev.keyhold.support.ManagedRealm;
import org.keycloak.Config;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.events.EventType;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

import java.time.Clock;

/**
 * A password that was set on Keycloak's own pages voids the proofs that were given before, in the transaction of its event. One of
 * a directory needs this: no credential of Keycloak's dates it.
 */
public final class PasswordUpdates implements EventListenerProviderFactory {
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

    /** In every realm, without being put on the realm's list. */
    @Override
    public boolean isGlobal() {
        return true;
    }

    @Override
    public EventListenerProvider create(KeycloakSession keycloak) {
        return new Listener(keycloak, clock);
    }

    private record Listener(KeycloakSession keycloak, Clock clock) implements EventListenerProvider {
        @Override
        @SuppressWarnings("deprecation")
        public void onEvent(Event event) {
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

        @Override
        public void onEvent(AdminEvent event, boolean includeRepresentation) {
        }

        @Override
        public void close() {
        }
    }

    @Override
    public void init(Config.Scope config) {
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
    }

    @Override
    public void close() {
    }
}
