package dev.keyhold.passkeys;

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

/** When an administrator removes a key, what is known of it goes in the same transaction. (Keycloak does not ask the credential's provider.) */
public final class RemovedKeys implements EventListenerProviderFactory {
    private static final Pattern CREDENTIAL = Pattern.compile("users/[^/]+/credentials/([^/]+)");

    private final KeyFacts facts = new KeyFacts(Clock.systemUTC());

    @Override
    public String getId() {
        return "keyhold-passkeys";
    }

    /** In every realm, without being put on the realm's list. */
    @Override
    public boolean isGlobal() {
        return true;
    }

    @Override
    public EventListenerProvider create(KeycloakSession keycloak) {
        return new Listener(keycloak, facts);
    }

    private record Listener(KeycloakSession keycloak, KeyFacts facts) implements EventListenerProvider {
        @Override
        public void onEvent(AdminEvent event, boolean includeRepresentation) {
            String path = event.getResourcePath();
            Matcher credential = CREDENTIAL.matcher(path == null ? "" : path);
            if (event.getOperationType() == OperationType.ACTION && event.getError() == null && credential.matches()) {
                facts.remove(Database.of(keycloak), event.getRealmId(), credential.group(1));
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
