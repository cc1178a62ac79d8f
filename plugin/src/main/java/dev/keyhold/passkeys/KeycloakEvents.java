package dev.keyhold.passkeys;

import dev.keyhold.support.Caller;
import dev.keyhold.support.PersonEvent;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;

/** Tells Keycloak's listeners what its own pages would have told them. */
final class KeycloakEvents {
    private final Caller caller;

    KeycloakEvents(Caller caller) {
        this.caller = caller;
    }

    void created(KeyKind kind) {
        event(EventType.UPDATE_CREDENTIAL, kind).success();
    }

    void removed(Key key) {
        event(EventType.REMOVE_CREDENTIAL, key.kind()).detail(Details.SELECTED_CREDENTIAL_ID, key.id())
            .detail(Details.CREDENTIAL_USER_LABEL, key.label()).success();
    }

    private EventBuilder event(EventType type, KeyKind kind) {
        return PersonEvent.of(caller, type).session(caller.userSession()).detail(Details.CREDENTIAL_TYPE, kind.type());
    }
}
