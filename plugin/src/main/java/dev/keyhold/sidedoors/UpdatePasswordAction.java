package dev.keyhold.sidedoors;

import dev.keyhold.securitylog.Entry;
import dev.keyhold.securitylog.EventType;
import dev.keyhold.securitylog.SecurityLog;
import dev.keyhold.support.Database;
import dev.keyhold.support.ManagedRealm;
import dev.keyhold.support.Origin;
import dev.keyhold.support.Overriding;
import dev.keyhold.support.StartedAction;
import jakarta.ws.rs.core.Response;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.authentication.requiredactions.UpdatePassword;
import org.keycloak.events.Errors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.messages.Messages;

import java.time.Clock;

/**
 * Keycloak's "Update Password": nobody starts it from outside. After a reset by mail ({@link ResetPasswordStep}), which sets one
 * password per link ({@link ResetLink}), every session ends, online and offline, whatever the box on the page says: who needed a reset cannot know who else is signed in.
 */
public final class UpdatePasswordAction extends UpdatePassword {
    private final KeycloakSession keycloak;
    private final Clock clock = Clock.systemUTC();
    private final SecurityLog log = new SecurityLog(clock);

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
        if (!ManagedRealm.isManaged(context.getRealm()) || !ResetPasswordStep.isUnderWay(context.getAuthenticationSession())) {
            super.processAction(context);
            return;
        }
        ResetLink link = ResetLink.of(context);
        if (!link.take()) {
            context.getEvent().user(context.getUser()).error(Errors.EXPIRED_CODE);
            context.challenge(context.form().setError(Messages.EXPIRED_ACTION).createErrorPage(Response.Status.BAD_REQUEST));
            return;
        }
        boolean changed = false;
        try {
            changed = changedByReset(context);
        } catch (RuntimeException e) {
            // Keycloak turns what is thrown into a page and would commit all the same.
            context.getSession().getTransactionManager().setRollbackOnly();
            throw e;
        } finally {
            if (!changed) {
                link.giveBack();
            }
        }
    }

    private boolean changedByReset(RequiredActionContext context) {
        super.processAction(context);
        if (context.getStatus() != RequiredActionContext.Status.SUCCESS) {
            return false;
        }
        // The row first: once a session has ended nothing may fail any more.
        log.record(Database.of(context.getSession()), Entry.by(Origin.ofSignIn(context.getSession()), context.getRealm().getId(),
            context.getUser().getId(), EventType.PASSWORD_RESET, null));
        new SessionsAfterReset(context, clock).end();
        return true;
    }

    @Override
    public int order() {
        return Overriding.ORDER;
    }
}
