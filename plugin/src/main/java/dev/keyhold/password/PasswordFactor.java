package dev.keyhold.password;

import dev.keyhold.factors.Factor;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;

/** The password as a kind of factor: a first one, never a second. */
public final class PasswordFactor implements Factor {
    @Override
    public String word() {
        return "password";
    }

    @Override
    public boolean isEnrolled(KeycloakSession keycloak, RealmModel realm, UserModel user) {
        return user.credentialManager().isConfiguredFor(PasswordCredentialModel.TYPE);
    }

    @Override
    public int secondFactors(KeycloakSession keycloak, RealmModel realm, UserModel user) {
        return 0;
    }
}
