package dev.keyhold.support;

import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakContext;

/** An event of Keycloak's about something that the person of a request does, as its own pages would fire it. */
public final class PersonEvent {
    private PersonEvent() {
    }

    /** With realm, address, client and user; what is special about it, the session among that, is for whoever fires it. */
    public static EventBuilder of(Caller caller, EventType type) {
        KeycloakContext context = caller.keycloak().getContext();
        return new EventBuilder(caller.realm(), caller.keycloak(), context.getConnection())
            .event(type).client(context.getClient()).user(caller.user());
    }
}
