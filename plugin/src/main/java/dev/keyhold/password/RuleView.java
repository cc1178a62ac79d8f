package dev.keyhold.password;

import java.util.List;

/**
 * One rule for new passwords.
 *
 * @param id    Keycloak's id of the policy
 * @param value the number that it sets; null where there is none. Patterns and lists are never told
 * @param check {@code live} when a browser can tell while one types, {@code on-save} when only the server can
 * @param text  for people, in the user's language: Keycloak's own sentence where it has one
 */
record RuleView(String id, String value, String check, String text) {
    /** In place of an id, where a directory refuses by a rule of its own. */
    static final String OTHER = "other";

    record All(List<RuleView> items) {
    }

    /** A rule that a candidate did not meet. */
    record Broken(String id, String text) {
    }
}
