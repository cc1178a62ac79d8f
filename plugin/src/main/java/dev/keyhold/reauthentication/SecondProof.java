package dev.keyhold.reauthentication;

import dev.keyhold.factors.Factor;
import dev.keyhold.support.Origin;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * A factor that can be asked beside the password: {@code totp} or {@code recovery-code}, which is also the word under which attempts
 * are counted. A room registers how to check it; counting, locking and the order of checks are done here.
 */
public interface SecondProof extends Factor {
    /**
     * True when right; may use it up then. Never counts. Runs only once per user at a time, only after the password proved right,
     * and in the transaction of the request.
     *
     * @throws RuntimeException when no verdict came about; that is never the user's miss
     */
    boolean check(KeycloakSession keycloak, RealmModel realm, UserModel user, String typed, Origin from);
}
