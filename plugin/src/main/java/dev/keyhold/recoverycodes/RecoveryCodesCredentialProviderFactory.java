package dev.keyhold.recoverycodes;

import dev.keyhold.securitylog.SecurityLog;
import org.keycloak.credential.CredentialModel;
import org.keycloak.credential.CredentialProvider;
import org.keycloak.credential.CredentialProviderFactory;
import org.keycloak.models.KeycloakSession;

import java.time.Clock;

/** Tells Keycloak the kind of credential {@code keyhold-recovery-codes}. */
public final class RecoveryCodesCredentialProviderFactory implements CredentialProviderFactory<RecoveryCodesCredentialProvider> {
    private final RecoveryCodes codes = new RecoveryCodes(Clock.systemUTC(), new SecurityLog(Clock.systemUTC()));

    @Override
    public String getId() {
        return KeycloakCredentials.TYPE;
    }

    @Override
    public CredentialProvider<CredentialModel> create(KeycloakSession keycloak) {
        return new RecoveryCodesCredentialProvider(keycloak, codes);
    }
}
