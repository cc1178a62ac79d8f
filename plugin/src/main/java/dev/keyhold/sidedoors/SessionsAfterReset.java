package dev.keyhold.sidedoors;

import dev.keyhold.support.OtherSessions;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.common.util.Time;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.UserSessionManager;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Ends every session of a user whose password was reset, online and offline, in the time that one request has. Applications are
 * told as long as there is time; the sessions that are left then end without: their tokens are refused all the same.
 */
final class SessionsAfterReset {
    private final RequiredActionContext context;
    private final Clock clock;

    SessionsAfterReset(RequiredActionContext context, Clock clock) {
        this.context = context;
        this.clock = clock;
    }

    /** Comes last: an application that was told cannot be told otherwise. */
    void end() {
        KeycloakSession keycloak = context.getSession();
        RealmModel realm = context.getRealm();
        UserModel user = context.getUser();
        // Tokens from before are refused by their age, too, whatever becomes of their sessions.
        keycloak.users().setNotBeforeForUser(realm, user, Time.currentTime());
        UserSessionManager offline = new UserSessionManager(keycloak);
        keycloak.sessions().getOfflineUserSessionsStream(realm, user).toList().forEach(offline::revokeOfflineUserSession);
        Instant late = clock.instant().plus(OtherSessions.TIME);
        for (UserSessionModel session : online(keycloak, realm, user)) {
            end(session, clock.instant().isBefore(late));
        }
    }

    // The reset's own sign-in may go on in a session of the same id.
    private List<UserSessionModel> online(KeycloakSession keycloak, RealmModel realm, UserModel user) {
        String own = context.getAuthenticationSession().getParentSession().getId();
        return keycloak.sessions().getUserSessionsStream(realm, user).filter(session -> !session.getId().equals(own)).toList();
    }

    private void end(UserSessionModel session, boolean tellsApplications) {
        EventBuilder event = context.getEvent().clone().event(EventType.LOGOUT).user(context.getUser()).session(session)
            .detail(Details.LOGOUT_TRIGGERED_BY_REQUIRED_ACTION, context.getAction());
        if (tellsApplications) {
            AuthenticationManager.backchannelLogout(context.getSession(), session, true);
        } else {
            context.getSession().sessions().removeUserSession(context.getRealm(), session);
        }
        event.success();
    }
}
