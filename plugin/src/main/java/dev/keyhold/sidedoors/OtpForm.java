package dev.keyhold.sidedoors;

import dev.keyhold.support.ManagedRealm;
import dev.keyhold.support.Overriding;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.authenticators.browser.OTPFormAuthenticatorFactory;
import org.keycloak.models.KeycloakSession;

/**
 * Keycloak's "OTP Form", which stock flows, clients with flows of their own and first sign-ins through another provider keep: in a
 * managed realm the step is Keyhold's, so that guesses there are counted with all others.
 */
public final class OtpForm extends OTPFormAuthenticatorFactory {
    static final String COUNTED = "keyhold-totp";

    @Override
    public Authenticator create(KeycloakSession keycloak) {
        return ManagedRealm.isManaged(keycloak.getContext().getRealm()) ? keycloak.getProvider(Authenticator.class, COUNTED) : super.create(keycloak);
    }

    @Override
    public int order() {
        return Overriding.ORDER;
    }
}
