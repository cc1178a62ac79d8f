package dev.keyhold.sidedoors;

import dev.keyhold.securitylog.Entry;
import dev.keyhold.securitylog.EventType;
import dev.keyhold.securitylog.SecurityLog;
import dev.keyhold.support.Database;
import dev.keyhold.support.ManagedRealm;
import dev.keyhold.support.Origin;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.authentication.requiredactions.UpdatePassword;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.managers.UserSessionManager;

import java.time.Clock;

/**
 * Keycloak's "Update Password": nobody starts it from outside, and after a reset by mail ({@link ResetPasswordStep}) every session
 * ends, online and offline, whatever the box on the page says: who needed a reset cannot know who else is signed in.
 */
public final class UpdatePasswordAction extends UpdatePassword {
    private final KeycloakSession keycloak;
    private final SecurityLog log = new SecurityLog(Clock.systemUTC());

    /** As a factory. */
    public UpdatePasswordAction() {
        this(null);
    }

    private UpdatePasswordAction(KeycloakSession keycloak) {
        this.keycloak = keycloak;
    }

    @Override
    public RequiredActionProvider create(KeycloakSession session) {
        return new UpdatePasswordAction(session);
    }

    @Override
    public InitiatedActionSupport initiatedActionSupport() {
        return StartedAction.support(keycloak, getId(), super.initiatedActionSupport());
    }

    @Override
    public void processAction(RequiredActionContext context) {
        super.processAction(context);
        boolean changed = context.getStatus() == RequiredActionContext.Status.SUCCESS;
        if (changed && ManagedRealm.isManaged(context.getRealm()) && ResetPasswordStep.isUnderWay(context.getAuthenticationSession())) {
            // The row first: once a session has ended nothing may fail any more.
            log.record(Database.of(context.getSession()), Entry.by(Origin.ofSignIn(context.getSession()), context.getRealm().getId(),
                context.getUser().getId(), EventType.PASSWORD_RESET, null));
            endSessions(context);
        }
    }

    private static void endSessions(RequiredActionContext context) {
        AuthenticatorUtil.logoutOtherSessions(context);
        UserSessionManager offline = new UserSessionManager(context.getSession());
        context.getSession().sessions().getOfflineUserSessionsStream(context.getRealm(), context.getUser()).toList()
            .forEach(offline::revokeOfflineUserSession);
    }

    @Override
    public int order() {
        return Overriding.ORDER;
    }
}
