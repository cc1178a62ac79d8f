package dev.keyhold.recoverycodes;

import dev.keyhold.securitylog.SecurityLog;
import dev.keyhold.support.Database;
import org.keycloak.Config;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

import java.time.Clock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Removes the rows of codes whose credential an administrator removes, in that same transaction. Keycloak takes such a credential
 * away without asking its provider; the event is all that tells. (Rows that stay behind open nothing, and go with the next set.)
 */
public final class RemovedCredentials implements EventListenerProviderFactory {
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
