package dev.keyhold.support;

import org.keycloak.Config;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hears of Keycloak's events in every realm, without being put on a realm's list, in the transaction of the event. */
public abstract class GlobalListener implements EventListenerProviderFactory {
    private static final Pattern CREDENTIAL = Pattern.compile("users/[^/]+/credentials/([^/]+)");

    /** A user did something, or had it done in a flow. */
    protected void onEvent(KeycloakSession keycloak, Event event) {
    }

    /** An administrator removed a credential. Keycloak does not ask the credential's provider. */
    protected void onRemovedCredential(KeycloakSession keycloak, String realmId, String credentialId) {
    }

    @Override
    public final boolean isGlobal() {
        return true;
    }

    @Override
    public final EventListenerProvider create(KeycloakSession keycloak) {
        return new Listener(this, keycloak);
    }

    private record Listener(GlobalListener rooms, KeycloakSession keycloak) implements EventListenerProvider {
        @Override
        public void onEvent(Event event) {
            rooms.onEvent(keycloak, event);
        }

        @Override
        public void onEvent(AdminEvent event, boolean includeRepresentation) {
            String path = event.getResourcePath();
            Matcher credential = CREDENTIAL.matcher(path == null ? "" : path);
            if (event.getOperationType() == OperationType.ACTION && event.getError() == null && credential.matches()) {
                rooms.onRemovedCredential(keycloak, event.getRealmId(), credential.group(1));
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
