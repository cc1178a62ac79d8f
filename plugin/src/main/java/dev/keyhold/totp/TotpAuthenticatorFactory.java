package dev.keyhold.totp;

import dev.keyhold.reauthentication.FactorCheck;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.authenticators.browser.OTPFormAuthenticatorFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ProviderConfigProperty;

import java.time.Clock;
import java.util.List;

/** The step of a flow that asks for the code of an authenticator app, in place of Keycloak's own "OTP Form". */
public final class TotpAuthenticatorFactory extends OTPFormAuthenticatorFactory {
    static final String ID = "keyhold-totp";

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public Authenticator create(KeycloakSession keycloak) {
        return new TotpAuthenticator(FactorCheck.atSignIn(), Clock.systemUTC());
    }

    @Override
    public String getDisplayType() {
        return "Keyhold authenticator app";
    }

    @Override
    public String getHelpText() {
        return "Asks for a code of an authenticator app. Wrong codes pause the app for a while, here and in Keyhold's page together, and no other way to sign in.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return List.of();
    }
}
