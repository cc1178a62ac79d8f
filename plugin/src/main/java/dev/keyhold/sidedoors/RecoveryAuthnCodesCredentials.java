package dev.keyhold.sidedoors;

import dev.keyhold.support.Overriding;
import dev.keyhold.support.SelfService;
import org.keycloak.credential.CredentialTypeMetadata;
import org.keycloak.credential.CredentialTypeMetadataContext;
import org.keycloak.credential.RecoveryAuthnCodesCredentialProvider;
import org.keycloak.credential.RecoveryAuthnCodesCredentialProviderFactory;
import org.keycloak.models.KeycloakSession;

/** Keycloak's own recovery codes; its own account pages and Account REST neither make nor remove them in a managed realm. */
public final class RecoveryAuthnCodesCredentials extends RecoveryAuthnCodesCredentialProviderFactory {
    @Override
    public RecoveryAuthnCodesCredentialProvider create(KeycloakSession keycloak) {
        return new RecoveryAuthnCodesCredentialProvider(keycloak) {
            @Override
            public CredentialTypeMetadata getCredentialTypeMetadata(CredentialTypeMetadataContext context) {
                return SelfService.without(keycloak, super.getCredentialTypeMetadata(context));
            }
        };
    }

    @Override
    public int order() {
        return Overriding.ORDER;
    }
}
