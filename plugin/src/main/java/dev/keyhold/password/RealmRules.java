package dev.keyhold.password;

import dev.keyhold.support.Caller;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.PasswordPolicy;
import org.keycloak.models.RealmModel;
import org.keycloak.policy.PasswordPolicyProvider;
import org.keycloak.policy.PasswordPolicyProviderFactory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The realm's password policy, rule by rule, as it is at this moment. Keycloak's own check names only the first rule that a
 * candidate breaks, in no order; this one names all.
 */
final class RealmRules {
    /** Policies that say how passwords are kept or how long; no candidate breaks one. */
    private static final Set<String> ABOUT_NO_CANDIDATE = Set.of(PasswordPolicy.HASH_ALGORITHM_ID, PasswordPolicy.HASH_ITERATIONS_ID,
        PasswordPolicy.FORCE_EXPIRED_ID, PasswordPolicy.MAX_AUTH_AGE_ID, "recoveryCodesWarningThreshold");
    /** In a number of days or passwords: the rule is there and does nothing. */
    private static final int SWITCHED_OFF = -1;
    // The slow ones last, as everywhere.
    private static final Comparator<Rule> ORDER = Comparator.comparing((Rule rule) -> rule.check())
        .thenComparing(rule -> rule.known() == null ? KnownRule.values().length : rule.known().ordinal())
        .thenComparing(Rule::id);

    private final Caller caller;
    private final Sentences sentences;
    private final List<Rule> rules;

    private RealmRules(Caller caller, List<Rule> rules) {
        this.caller = caller;
        this.sentences = Sentences.of(caller);
        this.rules = rules;
    }

    /** Those that a new password of this caller must meet. A directory that takes passwords by its own rules has none here. */
    static RealmRules of(Caller caller, PasswordPlace place) {
        return new RealmRules(caller, place.hasOwnRules() ? List.of() : read(caller.keycloak(), caller.realm()));
    }

    static List<Rule> read(KeycloakSession keycloak, RealmModel realm) {
        PasswordPolicy policy = realm.getPasswordPolicy();
        List<Rule> rules = new ArrayList<>();
        for (String id : policy.getPolicies()) {
            Object configured = policy.getPolicyConfig(id);
            Integer number = configured instanceof Integer integer ? integer : null;
            KnownRule known = KnownRule.of(id).orElse(null);
            boolean silent = ABOUT_NO_CANDIDATE.contains(id)
                || known != null && known.check() == KnownRule.Check.SLOW && number != null && number == SWITCHED_OFF;
            if (!silent) {
                rules.add(new Rule(id, known, known == null ? null : number, name(keycloak, id), keycloak.getProvider(PasswordPolicyProvider.class, id)));
            }
        }
        rules.sort(ORDER);
        return rules;
    }

    private static String name(KeycloakSession keycloak, String id) {
        return keycloak.getKeycloakSessionFactory().getProviderFactory(PasswordPolicyProvider.class, id) instanceof PasswordPolicyProviderFactory factory
            ? factory.getDisplayName() : null;
    }

    /** For the list beside the form. */
    List<RuleView> views() {
        return rules.stream().map(rule -> new RuleView(rule.id(), rule.number() == null ? null : rule.number().toString(),
            rule.isLive() ? "live" : "on-save", sentences.of(rule))).toList();
    }

    /** Every rule that this candidate breaks. Costs a slow hash for each remembered password: belongs behind the proof. */
    List<RuleView.Broken> broken(String candidate) {
        return rules.stream()
            .map(rule -> rule.refusal(caller.realm(), caller.user(), candidate).map(error -> new RuleView.Broken(rule.id(), sentences.of(rule, error))))
            .flatMap(Optional::stream).toList();
    }

    /** Whether a refusal of this key is one that a person can be told. */
    boolean canSay(String message) {
        return sentences.has(message);
    }

    /** The rule by which Keycloak or a directory refused a candidate that the rules here let pass. */
    RuleView.Broken refused(String message, Object... parameters) {
        return KnownRule.saying(message).map(known -> rules.stream().filter(rule -> rule.known() == known).findFirst()
                .map(rule -> new RuleView.Broken(rule.id(), sentences.of(rule)))
                .orElseGet(() -> new RuleView.Broken(known.id(), sentences.of(known, parameters))))
            .orElseGet(() -> new RuleView.Broken(RuleView.OTHER, sentences.ofKeycloak(message, parameters)));
    }
}
