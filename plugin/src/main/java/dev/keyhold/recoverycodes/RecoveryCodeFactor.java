package dev.keyhold.recoverycodes;

import dev.keyhold.reauthentication.SecondProof;
import dev.keyhold.support.Origin;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Recovery codes among the factors: a proof that uses a code up, and never one that counts as somebody's second factor. */
public final class RecoveryCodeFactor implements SecondProof {
    static final String WORD = "recovery-code";

    private final RecoveryCodes codes;

    public RecoveryCodeFactor(RecoveryCodes codes) {
        this.codes = codes;
    }

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public boolean isEnrolled(KeycloakSession keycloak, RealmModel realm, UserModel user) {
        return codes.remaining(keycloak, realm, user) > 0;
    }

    @Override
    public int secondFactors(KeycloakSession keycloak, RealmModel realm, UserModel user) {
        return 0;
    }

    @Override
    public boolean check(KeycloakSession keycloak, RealmModel realm, UserModel user, String typed, Origin from) {
        return codes.spend(keycloak, realm, user, typed, from);
    }
}
