package dev.keyhold.passkeys;

import org.keycloak.models.RealmModel;

/** How many keys of both kinds together a user may have. What is there stays, whatever the limit is lowered to. */
final class KeyLimit {
    private static final String ATTRIBUTE = "keyhold.passkeys.max";
    private static final int DEFAULT = 10;

    private KeyLimit() {
    }

    static int of(RealmModel realm) {
        String declared = realm.getAttribute(ATTRIBUTE);
        return declared != null && declared.matches("[1-9][0-9]{0,2}") ? Integer.parseInt(declared) : DEFAULT;
    }

    /** Ends the request as {@code passkeys-full} when there is no room for one more. */
    static void leaveRoom(RealmModel realm, int keys) {
        int max = of(realm);
        if (keys >= max) {
            throw PasskeysProblems.full(max).asException();
        }
    }
}
