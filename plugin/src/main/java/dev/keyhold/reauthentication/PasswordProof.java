package dev.keyhold.reauthentication;

import dev.keyhold.support.Caller;
import dev.keyhold.support.Directory;
import org.keycloak.models.UserCredentialModel;
import org.keycloak.models.credential.PasswordCredentialModel;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** The user's password, checked by Keycloak's own stores, with Keycloak's brute-force detection asked before and told after. */
final class PasswordProof {
    static final String METHOD = "password";
    /** What no sign-in asks beside the password: a PIN is asked for what follows it. */
    private static final Set<String> PASSWORDS = Set.of(PasswordCredentialModel.TYPE, PasswordCredentialModel.PASSWORD_HISTORY, "keyhold-pin");

    private final Caller caller;
    private final KeycloakDetection detection;

    PasswordProof(Caller caller) {
        this.caller = caller;
        this.detection = new KeycloakDetection(caller);
    }

    /** Whether the user has a password here, stored by Keycloak or by the federation the user comes from. */
    static boolean isPossible(Caller caller) {
        return caller.user().credentialManager().isConfiguredFor(PasswordCredentialModel.TYPE);
    }

    /** Keycloak's own lock, set by sign-ins anywhere; empty when there is none. */
    Optional<Counting.Locked> keycloakLock(Instant now) {
        return detection.lock(now);
    }

    boolean isRight(String password) {
        return Directory.ask(caller.user(), () -> caller.user().credentialManager().isValid(UserCredentialModel.password(password)));
    }

    /** Answers the lock that this refusal made Keycloak set; empty when it set none. */
    Optional<Counting.Locked> tellRefused(Instant now) {
        return detection.tellRefused(now);
    }

    /**
     * Lets Keycloak forget earlier failures, where the password is all that a sign-in asks. Where it asks more, a password alone
     * must not: its one count holds guesses at the second factor too, and would start anew with each proof here.
     */
    void tellAccepted() {
        boolean whole = caller.user().credentialManager().getStoredCredentialsStream().allMatch(credential -> PASSWORDS.contains(credential.getType()));
        if (whole) {
            detection.tellAccepted();
        }
    }

    /** The same after a second proof was right as well: this is what a sign-in asks at most. */
    void tellWholeAccepted() {
        detection.tellAccepted();
    }
}
