package dev.keyhold.sidedoors;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.authenticators.resetcred.ResetPassword;
import org.keycloak.models.KeycloakSession;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The last step of a reset by mail: the new password, after which {@link UpdatePasswordAction} ends the user's sessions. */
public final class ResetPasswordStep extends ResetPassword {
    static final String ID = "keyhold-reset-password";
    private static final String NOTE = "keyhold.reset-password";

    static boolean isUnderWay(AuthenticationSessionModel signIn) {
        return signIn.getAuthNote(NOTE) != null;
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        context.getAuthenticationSession().setAuthNote(NOTE, "true");
        super.authenticate(context);
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public Authenticator create(KeycloakSession session) {
        return this;
    }

    @Override
    public String getDisplayType() {
        return "Keyhold reset password";
    }

    @Override
    public String getHelpText() {
        return "Asks for a new password and signs the user out everywhere. Stands after the steps that prove who it is.";
    }
}
