package dev.keyhold.password;

import dev.keyhold.support.Caller;
import dev.keyhold.support.PersonEvent;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.credential.PasswordCredentialModel;

import java.util.List;
import java.util.stream.Collectors;

/** Fires what Keycloak's own page fires when it changes a password: the new event and the old one, which many still listen to. */
final class PasswordEvents {
    private static final List<EventType> BOTH = List.of(EventType.UPDATE_CREDENTIAL, EventType.UPDATE_PASSWORD);

    private final Caller caller;

    PasswordEvents(Caller caller) {
        this.caller = caller;
    }

    void changed() {
        BOTH.forEach(type -> event(type).success());
    }

    /** Is told at once and stays told, though the request is undone. */
    void rejected(List<RuleView.Broken> broken) {
        String reason = broken.stream().map(RuleView.Broken::id).collect(Collectors.joining(","));
        BOTH.forEach(type -> event(type).detail(Details.REASON, reason).error(Errors.PASSWORD_REJECTED));
    }

    private EventBuilder event(EventType type) {
        return PersonEvent.of(caller, type).session(caller.userSession()).detail(Details.CREDENTIAL_TYPE, PasswordCredentialModel.TYPE);
    }
}
