package dev.keyhold.recoverycodes;

import dev.keyhold.reauthentication.FactorCheck;
import dev.keyhold.securitylog.SecurityLog;
import org.keycloak.Config;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;

import java.time.Clock;
import java.util.List;

/** The step of a flow that asks for a recovery code; stands as an alternative beside the authenticator app. */
public final class RecoveryCodeAuthenticatorFactory implements AuthenticatorFactory {
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

    @Override
    public boolean isConfigurable() {
        return false;
    }

    /** Codes are made in Keyhold's page, after a proof; never in the middle of a sign-in. */
    @Override
    public boolean isUserSetupAllowed() {
        return false;
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return List.of();
    }

    @Override
    public void init(Config.Scope config) {
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
    }

    @Override
    public void close() {
    }
}
