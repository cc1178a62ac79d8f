package dev.keyhold.passkeys;

import dev.keyhold.support.Overriding;
import dev.keyhold.support.SelfService;
import org.keycloak.credential.CredentialInput;
import org.keycloak.credential.CredentialTypeMetadata;
import org.keycloak.credential.CredentialTypeMetadataContext;
import org.keycloak.credential.WebAuthnCredentialProvider;
import org.keycloak.credential.WebAuthnCredentialProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Keycloak's security keys. In a managed realm its own account pages and Account REST neither add nor remove one, and each use is
 * noted, wherever it was.
 */
public final class SecurityKeyCredentials extends WebAuthnCredentialProviderFactory {
    @Override
    public WebAuthnCredentialProvider create(KeycloakSession keycloak) {
        return new WebAuthnCredentialProvider(keycloak, getMetadataService(), createOrGetObjectConverter()) {
            @Override
            public boolean isValid(RealmModel realm, UserModel user, CredentialInput input) {
                return KeyUse.check(keycloak, realm, user, KeyKind.SECURITY_KEY, input, () -> super.isValid(realm, user, input));
            }

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
