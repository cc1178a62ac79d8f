package dev.keyhold.totp;

import dev.keyhold.support.Caller;
import dev.keyhold.support.PersonEvent;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.credential.OTPCredentialModel;

/** Tells Keycloak's listeners what its own pages would have told them: each change as the event of today and as the one before it. */
final class KeycloakEvents {
    private final Caller caller;

    KeycloakEvents(Caller caller) {
        this.caller = caller;
    }

    @SuppressWarnings("deprecation")
    void created() {
        event(EventType.UPDATE_CREDENTIAL).success();
        event(EventType.UPDATE_TOTP).success();
    }

    @SuppressWarnings("deprecation")
    void removed(App app) {
        of(app, EventType.REMOVE_CREDENTIAL).success();
        of(app, EventType.REMOVE_TOTP).success();
    }

    private EventBuilder of(App app, EventType type) {
        return event(type).detail(Details.SELECTED_CREDENTIAL_ID, app.id()).detail(Details.CREDENTIAL_USER_LABEL, app.label());
    }

    private EventBuilder event(EventType type) {
        return PersonEvent.of(caller, type).session(caller.userSession()).detail(Details.CREDENTIAL_TYPE, OTPCredentialModel.TYPE);
    }
}
