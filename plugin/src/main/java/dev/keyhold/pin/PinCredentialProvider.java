package dev.keyhold.pin;

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
 * What Keycloak knows about PINs as a kind of credential: who has one, and what it is called. It is set only in Keyhold's own
 * room and checked only where misses are counted, hence neither here. In a realm that Keyhold does not manage there is no such kind.
 */
final class PinCredentialProvider implements CredentialProvider<CredentialModel>, CredentialInputValidator {
    private final KeycloakSession keycloak;
    private final Peppers peppers;

    PinCredentialProvider(KeycloakSession keycloak, Peppers peppers) {
        this.keycloak = keycloak;
        this.peppers = peppers;
    }

    Peppers peppers() {
        return peppers;
    }

    @Override
    public String getType() {
        return StoredPin.TYPE;
    }

    @Override
    public boolean supportsCredentialType(String type) {
        return StoredPin.TYPE.equals(type) && ManagedRealm.isManaged(keycloak.getContext().getRealm());
    }

    @Override
    public boolean supportsCredentialType(CredentialModel credential) {
        return supportsCredentialType(credential.getType());
    }

    @Override
    public boolean isConfiguredFor(RealmModel realm, UserModel user, String type) {
        return supportsCredentialType(type) && user.credentialManager().getStoredCredentialsByTypeStream(type).findAny().isPresent();
    }

    /** Always false: a check that nobody counts would be a way to guess. */
    @Override
    public boolean isValid(RealmModel realm, UserModel user, CredentialInput input) {
        return false;
    }

    /** Refuses: who could store a credential of this kind (the admin API asks here) would know a PIN that its user never chose. */
    @Override
    public CredentialModel createCredential(RealmModel realm, UserModel user, CredentialModel credential) {
        throw new ModelException("Credentials of type " + StoredPin.TYPE + " are made by the user alone");
    }

    @Override
    public boolean deleteCredential(RealmModel realm, UserModel user, String id) {
        return user.credentialManager().removeStoredCredentialById(id);
    }

    @Override
    public CredentialModel getCredentialFromModel(CredentialModel model) {
        return model;
    }

    /** Never among second factors, which it is not. No action to set one and none to remove it: Keycloak's own pages ask for no proof that Keyhold knows. */
    @Override
    public CredentialTypeMetadata getCredentialTypeMetadata(CredentialTypeMetadataContext context) {
        return CredentialTypeMetadata.builder().type(getType()).category(CredentialTypeMetadata.Category.BASIC_AUTHENTICATION)
            .displayName("keyhold-pin-display-name").helpText("keyhold-pin-help-text")
            .iconCssClass("kcAuthenticatorPasswordClass").removeable(false).build(keycloak);
    }
}
