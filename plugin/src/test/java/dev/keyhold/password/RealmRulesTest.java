package dev.keyhold.password;

import org.junit.jupiter.api.Test;
import org.keycloak.policy.DefaultPasswordPolicyManagerProvider;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/** The realm's own policy, checked by Keycloak's own providers. */
class RealmRulesTest {
    private static final List<String> ALL = List.of("length(12)", "maxLength(20)", "digits(2)", "lowerCase(3)", "upperCase(1)", "specialChars(1)",
        "notUsername", "notContainsUsername", "notEmail", "regexPattern(^[^z]*$)", "passwordHistory(2)", "passwordAge(7)", "breachedPassword(x)",
        "hashAlgorithm(argon2)", "hashIterations(5)", "forceExpiredPasswordChange(90)", "maxAuthAge(300)");

    @Test
    void everyBrokenRuleIsNamed() {
        Policy policy = new Policy(String.join(" and ", ALL));
        assertThat(broken(policy, "alice")).containsExactly("length", "upperCase", "digits", "specialChars", "notUsername", "notContainsUsername");
        assertThat(broken(policy, "ALICE@example.org")).containsExactly("digits", "notContainsUsername", "notEmail");
        assertThat(broken(policy, "zzzzzzzzzzzzzzzzzzzzzz")).containsExactly("maxLength", "upperCase", "digits", "specialChars", "regexPattern");
        assertThat(broken(policy, "leaked")).containsExactly("length", "upperCase", "digits", "specialChars", "breachedPassword");
        assertThat(broken(policy, "Long Enough 42")).isEmpty();
    }

    /** The slow ones compare with each remembered password. */
    @Test
    void historyAndAgeAreAskedLast() {
        Policy policy = new Policy("passwordAge(7) and passwordHistory(2) and length(12)");
        assertThat(policy.rules().views()).extracting(RuleView::id).containsExactly("length", "passwordHistory", "passwordAge");
        assertThat(policy.hashes).hasValue(0);
        assertThat(broken(policy, "old one")).containsExactly("length", "passwordHistory", "passwordAge");
        assertThat(broken(policy, "older one")).containsExactly("length", "passwordHistory", "passwordAge");
        assertThat(broken(policy, "an entirely new one")).isEmpty();
    }

    @Test
    void theSamePasswordAgainIsRefusedOnlyWhereTheRealmSaysSo() {
        assertThat(broken(new Policy("length(3)"), "old one")).isEmpty();
        assertThat(broken(new Policy("passwordHistory(-1) and passwordAge(-1)"), "old one")).isEmpty();
        assertThat(new Policy("passwordHistory(-1) and passwordAge(-1)").rules().views()).isEmpty();
        assertThat(broken(new Policy("passwordHistory(1)"), "old one")).containsExactly("passwordHistory");
    }

    /** Threat: the pattern of a rule says what passwords look like. Bound: neither list nor refusal has it, not even where a text asks for it. */
    @Test
    void aPatternIsNeverTold() {
        Policy policy = new Policy("regexPattern(^secret-shape$)");
        policy.texts.setProperty("invalidPasswordRegexPatternMessage", "Must match {0}.");
        assertThat(policy.rules().views().toString()).doesNotContain("secret-shape");
        assertThat(policy.rules().broken("x").toString()).doesNotContain("secret-shape").contains("Must match");
    }

    @Test
    void whatAnExtensionSaysIsItsOwnSentenceOrAKeyOfTheRealm() {
        Policy policy = new Policy("breachedPassword(list-of-the-house.txt)");
        assertThat(policy.rules().views()).containsExactly(new RuleView("breachedPassword", null, "on-save", "Not in any known leak"));
        assertThat(says(policy, "This one was leaked.")).isEqualTo("This one was leaked.");
        assertThat(says(policy, "invalidPasswordMinLengthMessage")).isEqualTo("Invalid password: minimum length x.");
        assertThat(says(policy, "leakedPasswordMessage")).isEqualTo("Invalid password: new password doesn't match password policies.");
        assertThat(says(policy, null)).isEqualTo("Invalid password: new password doesn't match password policies.");
    }

    @Test
    void aTextThatCannotBeFilledInIsShownAsItIs() {
        Policy policy = new Policy("length(12)");
        policy.texts.setProperty("invalidPasswordMinLengthMessage", "At least {0 characters");
        assertThat(policy.rules().views().get(0).text()).isEqualTo("At least {0 characters");
    }

    @Test
    void aRefusalFromElsewhereIsNamedWhereItCanBeAndNeverToldInAServersWords() {
        RealmRules rules = new Policy("length(12)").rules();
        assertThat(rules.refused("invalidPasswordMinLengthMessage", 12).id()).isEqualTo("length");
        assertThat(rules.refused("invalidPasswordMinDigitsMessage", 2)).isEqualTo(
            new RuleView.Broken("digits", "Invalid password: must contain at least 2 numerical digits."));
        assertThat(rules.refused("Error updating password of uid=alice,ou=people").text()).doesNotContain("uid=");
        assertThat(rules.refused(null).id()).isEqualTo("other");
    }

    /** Property: a candidate has a broken rule exactly when Keycloak would refuse it, whatever the policy and in whatever order. */
    @Test
    void refusesWhatKeycloakRefuses() {
        Random random = new Random(20261123);
        String letters = "aAbB12 !?zäÖß٣漢\uD83D\uDE00alice";
        for (int i = 0; i < 500; i++) {
            List<String> some = new ArrayList<>(ALL);
            Collections.shuffle(some, random);
            Policy policy = new Policy(String.join(" and ", some.subList(0, random.nextInt(ALL.size() + 1))));
            StringBuilder candidate = new StringBuilder();
            for (int length = random.nextInt(26); length > 0; length--) {
                candidate.append(letters.charAt(random.nextInt(letters.length())));
            }
            boolean refused = new DefaultPasswordPolicyManagerProvider(policy.keycloak()).validate(policy.realm(), policy.alice(), candidate.toString()) != null;
            assertThat(broken(policy, candidate.toString()).isEmpty()).as("%s under %s", candidate, policy.realm().getPasswordPolicy()).isEqualTo(!refused);
        }
    }

    private static String says(Policy policy, String message) {
        policy.extensionSays = message;
        return policy.rules().broken("leaked").get(0).text();
    }

    private static List<String> broken(Policy policy, String candidate) {
        return policy.rules().broken(candidate).stream().map(RuleView.Broken::id).toList();
    }
}
