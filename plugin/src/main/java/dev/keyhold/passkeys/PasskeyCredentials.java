package dev.keyhold.passkeys;

import dev.keyhold.support.Overriding;
import dev.keyhold.support.SelfService;
import org.keycloak.credential.CredentialInput;
import org.keycloak.credential.CredentialTypeMetadata;
import org.keycloak.credential.CredentialTypeMetadataContext;
import org.keycloak.credential.WebAuthnCredentialProvider;
import org.keycloak.credential.WebAuthnPasswordlessCredentialProvider;
import org.keycloak.credential.WebAuthnPasswordlessCredentialProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Keycloak's passkeys. In a managed realm its own account pages and Account REST neither add nor remove one, and each use is
 * noted, wherever it was.
 */
public final class PasskeyCredentials extends WebAuthnPasswordlessCredentialProviderFactory {
    @Override
    public WebAuthnCredentialProvider create(KeycloakSession keycloak) {
        return new WebAuthnPasswordlessCredentialProvider(keycloak, getMetadataService(), createOrGetObjectConverter()) {
            @Override
            public boolean isValid(RealmModel realm, UserModel user, CredentialInput input) {
                return KeyUse.check(keycloak, realm, user, KeyKind.PASSKEY, input, () -> super.isValid(realm, user, input));
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
