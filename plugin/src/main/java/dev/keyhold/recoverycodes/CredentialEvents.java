package dev.keyhold.recoverycodes;

import dev.keyhold.securitylog.SecurityLog;
import dev.keyhold.support.Database;
import dev.keyhold.support.ManagedRealm;
import org.keycloak.Config;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.events.EventType;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

import java.time.Clock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What recovery codes owe to events about other credentials, in the transaction of the event. An administrator removes the codes'
 * credential: its rows go. (Keycloak does not ask the credential's provider. Rows that stay behind open nothing, and go with the
 * next set.) An authenticator app was set up on Keycloak's own page: the codes move behind it, else a sign-in would ask for a code first.
 */
public final class CredentialEvents implements EventListenerProviderFactory {
    private static final Pattern CREDENTIAL = Pattern.compile("users/[^/]+/credentials/([^/]+)");

    private final RecoveryCodes codes = new RecoveryCodes(Clock.systemUTC(), new SecurityLog(Clock.systemUTC()));

    @Override
    public String getId() {
        return KeycloakCredentials.TYPE;
    }

    /** In every realm, without being put on the realm's list. */
    @Override
    public boolean isGlobal() {
        return true;
    }

    @Override
    public EventListenerProvider create(KeycloakSession keycloak) {
        return new Listener(keycloak, codes);
    }

    private record Listener(KeycloakSession keycloak, RecoveryCodes codes) implements EventListenerProvider {
        @Override
        public void onEvent(AdminEvent event, boolean includeRepresentation) {
            String path = event.getResourcePath();
            Matcher credential = CREDENTIAL.matcher(path == null ? "" : path);
            if (event.getOperationType() == OperationType.ACTION && event.getError() == null && credential.matches()) {
                codes.removeSet(Database.of(keycloak), event.getRealmId(), credential.group(1));
            }
        }

        @Override
        public void onEvent(Event event) {
            RealmModel realm = keycloak.getContext().getRealm();
            if (event.getType() == EventType.UPDATE_CREDENTIAL && event.getUserId() != null && ManagedRealm.isManaged(realm)) {
                UserModel user = keycloak.users().getUserById(realm, event.getUserId());
                if (user != null) {
                    new KeycloakCredentials(user).moveLast();
                }
            }
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
