package dev.keyhold.password;

import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.policy.PasswordPolicyProvider;
import org.keycloak.policy.PolicyError;

import java.util.Optional;

/**
 * One rule that the realm's policy has now.
 *
 * @param known  null for a rule that an extension of Keycloak brought
 * @param number null where the rule has none; what else configures a rule (a pattern, a list) is nobody's to see
 * @param name   what its extension calls it
 */
record Rule(String id, KnownRule known, Integer number, String name, PasswordPolicyProvider checker) {

    /** What it says of a candidate; empty when it has nothing against it. */
    Optional<PolicyError> refusal(RealmModel realm, UserModel user, String candidate) {
        return Optional.ofNullable(checker.validate(realm, user, candidate));
    }

    KnownRule.Check check() {
        return known == null ? KnownRule.Check.ON_SAVE : known.check();
    }

    boolean isLive() {
        return check() == KnownRule.Check.LIVE;
    }
}
