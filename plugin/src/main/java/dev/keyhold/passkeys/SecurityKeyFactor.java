package dev.keyhold.passkeys;

import dev.keyhold.factors.Factor;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Security keys among the factors: each is a second factor. */
public final class SecurityKeyFactor implements Factor {
    @Override
    public String word() {
        return KeyKind.SECURITY_KEY.word();
    }

    @Override
    public boolean isEnrolled(KeycloakSession keycloak, RealmModel realm, UserModel user) {
        return secondFactors(keycloak, realm, user) > 0;
    }

    @Override
    public int secondFactors(KeycloakSession keycloak, RealmModel realm, UserModel user) {
        return KeyKind.SECURITY_KEY.isAvailable(realm) ? new Keys(user).of(KeyKind.SECURITY_KEY).size() : 0;
    }
}
