package dev.keyhold.totp;

import dev.keyhold.factors.Factors;
import dev.keyhold.support.Caller;
import org.keycloak.models.RealmModel;

import java.util.List;

/**
 * A user's authenticator apps as the page shows them.
 *
 * @param state    {@code available}, or why none can be set up: {@code unsupported} by the realm's policy, {@code off} where no sign-in asks for codes
 * @param reason   which; null when available
 * @param required whether the realm lets nobody in without a second factor
 * @param items    those there are, whatever the state
 */
record TotpView(String state, String reason, TotpPolicy.View policy, boolean required, List<App.View> items) {
    private static final String NOT_ASKED = "not-asked";

    static TotpView of(Caller caller) {
        TotpPolicy policy = TotpPolicy.of(caller.realm());
        String reason = reason(caller.realm(), policy);
        String state = reason == null ? "available" : reason.equals(NOT_ASKED) ? "off" : "unsupported";
        return new TotpView(state, reason, policy.view(), Factors.isSecondFactorRequired(caller.realm()),
            new Apps(caller.user()).all().stream().map(App::view).toList());
    }

    /** Why no app can be set up; null when one can. */
    static String reason(RealmModel realm, TotpPolicy policy) {
        return TotpFactor.isAsked(realm) ? policy.unsupported() : NOT_ASKED;
    }
}
