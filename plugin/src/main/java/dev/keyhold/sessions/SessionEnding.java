package dev.keyhold.sessions;

import dev.keyhold.support.Caller;
import dev.keyhold.support.PersonEvent;
import org.keycloak.events.EventType;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.UserSessionManager;

/**
 * Ends sessions as Keycloak itself does. It calls applications' logout URLs, which cannot be taken back: this comes last in a
 * transaction. Keycloak fires no event for it, so its LOGOUT event is fired here.
 */
final class SessionEnding {
    private final Caller caller;

    SessionEnding(Caller caller) {
        this.caller = caller;
    }

    void end(OpenSession session) {
        UserSessionModel model = session.model();
        if (session.isOffline()) {
            new UserSessionManager(caller.keycloak()).revokeOfflineUserSession(model);
        } else {
            AuthenticationManager.backchannelLogout(caller.keycloak(), model, true);
        }
        PersonEvent.of(caller, EventType.LOGOUT).session(model.getId()).success();
    }
}
