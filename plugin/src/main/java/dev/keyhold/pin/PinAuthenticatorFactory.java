package dev.keyhold.pin;

import dev.keyhold.reauthentication.FactorCheck;
import dev.keyhold.securitylog.SecurityLog;
import dev.keyhold.support.Database;
import dev.keyhold.support.PlainStep;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;

import java.time.Clock;

/** The step of a flow that asks for the PIN; stands behind the sign-in, beside {@link PinRequested}. */
public final class PinAuthenticatorFactory implements PlainStep {
    static final String ID = "keyhold-pin";
    private static final Requirement[] REQUIREMENTS = {Requirement.REQUIRED, Requirement.DISABLED};

    private final Clock clock = Clock.systemUTC();
    private final SecurityLog log = new SecurityLog(clock);
    private final Pins pins = new Pins(clock, log, FactorCheck.ofPins(clock, log, Database::apart));

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public Authenticator create(KeycloakSession keycloak) {
        return new PinAuthenticator(pins, clock);
    }

    @Override
    public String getDisplayType() {
        return "Keyhold PIN";
    }

    @Override
    public String getReferenceCategory() {
        return StoredPin.TYPE;
    }

    @Override
    public String getHelpText() {
        return "Asks for the PIN that users set in Keyhold. Proves to the application that asked, and signs nobody in.";
    }

    @Override
    public Requirement[] getRequirementChoices() {
        return REQUIREMENTS.clone();
    }
}
