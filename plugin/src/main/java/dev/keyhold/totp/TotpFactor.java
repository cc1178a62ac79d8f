package dev.keyhold.totp;

import dev.keyhold.factors.BoundFlow;
import dev.keyhold.reauthentication.SecondProof;
import dev.keyhold.support.Origin;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Authenticator apps among the factors: each is a second factor, and the code of any is a proof. */
public final class TotpFactor implements SecondProof {
    static final String WORD = "totp";
    /** Every step of a flow that asks for a code of an app: Keyhold's, and Keycloak's own two. */
    private static final String[] STEPS = {TotpAuthenticatorFactory.ID, "auth-otp-form", "auth-conditional-otp-form"};

    @Override
    public String word() {
        return WORD;
    }

    /** Whether a sign-in asks for codes at all. */
    static boolean isAsked(RealmModel realm) {
        return BoundFlow.accepts(realm, STEPS);
    }

    @Override
    public boolean isEnrolled(KeycloakSession keycloak, RealmModel realm, UserModel user) {
        return !new Apps(user).all().isEmpty();
    }

    @Override
    public int secondFactors(KeycloakSession keycloak, RealmModel realm, UserModel user) {
        return isAsked(realm) ? new Apps(user).all().size() : 0;
    }

    @Override
    public boolean check(KeycloakSession keycloak, RealmModel realm, UserModel user, String typed, Origin from) {
        return TypedCode.read(typed).filter(new Apps(user)::isRight).isPresent();
    }
}
