package dev.keyhold.passkeys;

import dev.keyhold.factors.Factor;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Passkeys among the factors. A sign-in with one is asked no second factor, so that each stands for one. */
public final class PasskeyFactor implements Factor {
    @Override
    public String word() {
        return KeyKind.PASSKEY.word();
    }

    @Override
    public boolean isEnrolled(KeycloakSession keycloak, RealmModel realm, UserModel user) {
        return secondFactors(keycloak, realm, user) > 0;
    }

    @Override
    public int secondFactors(KeycloakSession keycloak, RealmModel realm, UserModel user) {
        return KeyKind.PASSKEY.isAvailable(realm) ? new Keys(user).of(KeyKind.PASSKEY).size() : 0;
    }
}
