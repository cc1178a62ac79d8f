package dev.keyhold.reauthentication;

import java.util.List;

/**
 * What "Confirm it is you" can ask this user: alternatives, best first, or why nothing can be changed here.
 *
 * @param unavailable null when there is a method
 */
record ReauthenticationView(List<Method> methods, Unavailable unavailable) {
    record Method(String kind) {
    }

    /** @param accountUrl Keycloak's own page for the account */
    record Unavailable(String reason, String accountUrl) {
    }
}
