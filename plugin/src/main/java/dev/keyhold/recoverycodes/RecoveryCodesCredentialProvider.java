package dev.keyhold.recoverycodes;

import dev.keyhold.support.Database;
import dev.keyhold.support.ManagedRealm;
import org.keycloak.credential.CredentialInput;
import org.keycloak.credential.CredentialInputValidator;
import org.keycloak.credential.CredentialModel;
import org.keycloak.credential.CredentialProvider;
import org.keycloak.credential.CredentialTypeMetadata;
import org.keycloak.credential.CredentialTypeMetadataContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * What Keycloak knows about recovery codes as a kind of credential: who has some, and what they are called. They are made only in
 * Keyhold's own room and checked only where attempts are counted, hence neither here. In a realm that Keyhold does not manage
 * there is no such kind.
 */
final class RecoveryCodesCredentialProvider implements CredentialProvider<CredentialModel>, CredentialInputValidator {
    private final KeycloakSession keycloak;
    private final RecoveryCodes codes;

    RecoveryCodesCredentialProvider(KeycloakSession keycloak, RecoveryCodes codes) {
        this.keycloak = keycloak;
        this.codes = codes;
    }

    @Override
    public String getType() {
        return KeycloakCredentials.TYPE;
    }

    @Override
    public boolean supportsCredentialType(String type) {
        return KeycloakCredentials.TYPE.equals(type) && ManagedRealm.isManaged(keycloak.getContext().getRealm());
    }

    @Override
    public boolean supportsCredentialType(CredentialModel credential) {
        return supportsCredentialType(credential.getType());
    }

    @Override
    public boolean isConfiguredFor(RealmModel realm, UserModel user, String type) {
        return supportsCredentialType(type) && codes.remaining(keycloak, realm, user) > 0;
    }

    /** Always false: a check that nobody counts would be a way to guess. */
    @Override
    public boolean isValid(RealmModel realm, UserModel user, CredentialInput input) {
        return false;
    }

    /** Refuses: who could store a credential of this kind (the admin API asks here) could store codes that the user never saw. */
    @Override
    public CredentialModel createCredential(RealmModel realm, UserModel user, CredentialModel credential) {
        throw new ModelException("Credentials of type " + KeycloakCredentials.TYPE + " are made by the user alone");
    }

    @Override
    public boolean deleteCredential(RealmModel realm, UserModel user, String id) {
        codes.removeSet(Database.of(keycloak), realm.getId(), id);
        return user.credentialManager().removeStoredCredentialById(id);
    }

    @Override
    public CredentialModel getCredentialFromModel(CredentialModel model) {
        return model;
    }

    /** No action to make codes and none to remove them: Keycloak's own pages ask for no proof that Keyhold knows. */
    @Override
    public CredentialTypeMetadata getCredentialTypeMetadata(CredentialTypeMetadataContext context) {
        return CredentialTypeMetadata.builder().type(getType()).category(CredentialTypeMetadata.Category.TWO_FACTOR)
            .displayName("keyhold-recovery-codes-display-name").helpText("keyhold-recovery-codes-help-text")
            .iconCssClass("kcAuthenticatorRecoveryAuthnCodesClass").removeable(false).build(keycloak);
    }
}
