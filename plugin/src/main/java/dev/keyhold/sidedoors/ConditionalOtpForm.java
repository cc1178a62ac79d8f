package dev.keyhold.sidedoors;

import dev.keyhold.support.ManagedRealm;
import dev.keyhold.support.Overriding;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.FlowStatus;
import org.keycloak.authentication.authenticators.browser.ConditionalOtpFormAuthenticator;
import org.keycloak.authentication.authenticators.browser.ConditionalOtpFormAuthenticatorFactory;
import org.keycloak.models.KeycloakSession;

/**
 * Keycloak's "Conditional OTP Form", which decides itself whom it asks: in a managed realm what it asks is Keyhold's step, as at
 * {@link OtpForm}.
 */
public final class ConditionalOtpForm extends ConditionalOtpFormAuthenticatorFactory {
    @Override
    public Authenticator create(KeycloakSession keycloak) {
        return ManagedRealm.isManaged(keycloak.getContext().getRealm())
            ? new Counted(keycloak.getProvider(Authenticator.class, OtpForm.COUNTED))
            : super.create(keycloak);
    }

    @Override
    public int order() {
        return Overriding.ORDER;
    }

    private static final class Counted extends ConditionalOtpFormAuthenticator {
        private final Authenticator counted;

        Counted(Authenticator counted) {
            this.counted = counted;
        }

        @Override
        public void authenticate(AuthenticationFlowContext context) {
            super.authenticate(context);
            if (context.getStatus() == FlowStatus.CHALLENGE) {
                counted.authenticate(context);
            }
        }

        @Override
        public void action(AuthenticationFlowContext context) {
            counted.action(context);
        }
    }
}
