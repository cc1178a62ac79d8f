package dev.keyhold.sidedoors;

import dev.keyhold.support.Overriding;
import dev.keyhold.support.SelfService;
import org.keycloak.credential.CredentialTypeMetadata;
import org.keycloak.credential.CredentialTypeMetadataContext;
import org.keycloak.credential.OTPCredentialProvider;
import org.keycloak.credential.OTPCredentialProviderFactory;
import org.keycloak.models.KeycloakSession;

/** Keycloak's authenticator apps; its own account pages and Account REST neither add nor remove one in a managed realm. */
public final class OtpCredentials extends OTPCredentialProviderFactory {
    @Override
    public OTPCredentialProvider create(KeycloakSession keycloak) {
        return new OTPCredentialProvider(keycloak) {
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
