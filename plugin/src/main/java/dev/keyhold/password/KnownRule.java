package dev.keyhold.password;

import java.util.Optional;
import java.util.stream.Stream;

/** Keycloak's own password policies that a new password can break, in the order in which a person is told of them. */
enum KnownRule {
    LENGTH("length", Check.LIVE, "invalidPasswordMinLengthMessage"),
    MAX_LENGTH("maxLength", Check.LIVE, "invalidPasswordMaxLengthMessage"),
    LOWER_CASE("lowerCase", Check.LIVE, "invalidPasswordMinLowerCaseCharsMessage"),
    UPPER_CASE("upperCase", Check.LIVE, "invalidPasswordMinUpperCaseCharsMessage"),
    DIGITS("digits", Check.LIVE, "invalidPasswordMinDigitsMessage"),
    SPECIAL_CHARS("specialChars", Check.LIVE, "invalidPasswordMinSpecialCharsMessage"),
    NOT_USERNAME("notUsername", Check.LIVE, "invalidPasswordNotUsernameMessage"),
    NOT_CONTAINS_USERNAME("notContainsUsername", Check.LIVE, "invalidPasswordNotContainsUsernameMessage"),
    NOT_EMAIL("notEmail", Check.LIVE, "invalidPasswordNotEmailMessage"),
    REGEX("regexPattern", Check.ON_SAVE, "invalidPasswordRegexPatternMessage"),
    BLOCKLIST("passwordBlacklist", Check.ON_SAVE, "invalidPasswordBlacklistedMessage"),
    HISTORY("passwordHistory", Check.SLOW, "invalidPasswordHistoryMessage"),
    // Keycloak has only "does not match password policies" for this one, which names nothing.
    AGE("passwordAge", Check.SLOW, "keyholdPasswordAgeMessage");

    enum Check {
        /** By what is typed, the number of the rule, and the user's own name and address. */
        LIVE,
        /** By what only the server knows. */
        ON_SAVE,
        /** By a slow hash for each password that is remembered. */
        SLOW
    }

    private final String id;
    private final Check check;
    private final String message;

    KnownRule(String id, Check check, String message) {
        this.id = id;
        this.check = check;
        this.message = message;
    }

    static Optional<KnownRule> of(String id) {
        return Stream.of(values()).filter(rule -> rule.id.equals(id)).findFirst();
    }

    /** The rule that a refusal of Keycloak's stands for. */
    static Optional<KnownRule> saying(String message) {
        return Stream.of(values()).filter(rule -> rule.message.equals(message)).findFirst();
    }

    String id() {
        return id;
    }

    Check check() {
        return check;
    }

    /** Key of the sentence; its only parameter is the number of the rule. */
    String message() {
        return message;
    }
}
