package dev.keyhold.reauthentication;

import java.util.List;

/**
 * What "Confirm it is you" can ask this user: alternatives, best first, or why nothing can be changed here.
 *
 * @param methodsToEndSessions what it asks before sessions end, where the realm asks less for that
 * @param rescue               whether a recovery code may stand in for a lost second factor
 * @param unavailable          null when there is a method
 */
record ReauthenticationView(List<Method> methods, List<Method> methodsToEndSessions, boolean rescue, Unavailable unavailable) {
    static ReauthenticationView none(String reason, String accountUrl) {
        return new ReauthenticationView(List.of(), List.of(), false, new Unavailable(reason, accountUrl));
    }

    /** @param and what is asked beside it; null for nothing */
    record Method(String kind, String and) {
    }

    /** @param accountUrl Keycloak's own page for the account */
    record Unavailable(String reason, String accountUrl) {
    }
}
