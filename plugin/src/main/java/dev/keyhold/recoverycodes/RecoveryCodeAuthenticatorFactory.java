package dev.keyhold.recoverycodes;

import dev.keyhold.reauthentication.FactorCheck;
import dev.keyhold.securitylog.SecurityLog;
import dev.keyhold.support.PlainStep;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;

import java.time.Clock;

/** The step of a flow that asks for a recovery code; stands as an alternative beside the authenticator app. */
public final class RecoveryCodeAuthenticatorFactory implements PlainStep {
    static final String ID = "keyhold-recovery-code";
    private static final Requirement[] REQUIREMENTS = {Requirement.REQUIRED, Requirement.ALTERNATIVE, Requirement.DISABLED};

    private final Clock clock = Clock.systemUTC();
    private final RecoveryCodes codes = new RecoveryCodes(clock, new SecurityLog(clock));

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public Authenticator create(KeycloakSession keycloak) {
        return new RecoveryCodeAuthenticator(codes, FactorCheck.atSignIn(), clock);
    }

    @Override
    public String getDisplayType() {
        return "Keyhold recovery code";
    }

    @Override
    public String getReferenceCategory() {
        return KeycloakCredentials.TYPE;
    }

    @Override
    public String getHelpText() {
        return "Asks for one of the recovery codes that users make in Keyhold. Any unused code works, once.";
    }

    @Override
    public Requirement[] getRequirementChoices() {
        return REQUIREMENTS.clone();
    }
}
