package dev.keyhold.reauthentication;

import dev.keyhold.support.Origin;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** What can be asked beside the password. A room registers how to check it; counting, locking and the order of checks are done here. */
public interface SecondProof {
    /** {@code totp} or {@code recovery-code}; also the word under which attempts are counted. */
    String word();

    /** Whether the user has something that this could check now. */
    boolean isPossible(KeycloakSession keycloak, RealmModel realm, UserModel user);

    /**
     * True when right; may use it up then. Never counts. Runs only once per user at a time, only after the password proved right,
     * and in the transaction of the request.
     *
     * @throws RuntimeException when no verdict came about; that is never the user's miss
     */
    boolean check(KeycloakSession keycloak, RealmModel realm, UserModel user, String typed, Origin from);
}
