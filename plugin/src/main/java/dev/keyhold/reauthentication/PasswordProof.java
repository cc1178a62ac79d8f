package dev.keyhold.reauthentication;

import dev.keyhold.support.Caller;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.UserCredentialModel;
import org.keycloak.models.UserLoginFailureModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.services.managers.BruteForceProtector;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** The user's password, checked by Keycloak's own stores, with Keycloak's brute-force detection asked before and told after. */
final class PasswordProof {
    static final String METHOD = "password";
    // The category under which Keycloak counts; it drops every category it does not know.
    private static final Set<String> PASSWORDS = Set.of(PasswordCredentialModel.TYPE, PasswordCredentialModel.PASSWORD_HISTORY);
    private static final Set<String> CATEGORY = Set.of("password");

    private final Caller caller;
    private final BruteForceProtector protector;

    PasswordProof(Caller caller) {
        this.caller = caller;
        this.protector = caller.keycloak().getProvider(BruteForceProtector.class);
    }

    /** Whether the user has a password here, stored by Keycloak or by the federation the user comes from. */
    static boolean isPossible(Caller caller) {
        return caller.user().credentialManager().isConfiguredFor(PasswordCredentialModel.TYPE);
    }

    /** Keycloak's own lock, set by sign-ins anywhere; empty when there is none. */
    Optional<Counting.Locked> keycloakLock(Instant now) {
        String error = AuthenticatorUtils.getDisabledByBruteForceEventError(protector, caller.keycloak(), caller.realm(), caller.user());
        if (error == null) {
            return Optional.empty();
        }
        if (protector.isPermanentlyLockedOut(caller.keycloak(), caller.realm(), caller.user())) {
            return Optional.of(new Counting.Locked(null));
        }
        UserLoginFailureModel failures = caller.keycloak().loginFailures().getUserLoginFailure(caller.realm(), caller.user().getId());
        // Without a failure to wait for, Keycloak is only still counting another sign-in of this user: a matter of moments.
        long until = Math.max(failures == null ? 0 : failures.getFailedLoginNotBefore(), now.getEpochSecond() + 1);
        return Optional.of(new Counting.Locked(Instant.ofEpochSecond(until)));
    }

    boolean isRight(String password) {
        return caller.user().credentialManager().isValid(UserCredentialModel.password(password));
    }

    void tellRefused() {
        KeycloakContext context = caller.keycloak().getContext();
        protector.failedLogin(caller.realm(), caller.user(), context.getConnection(), context.getUri(), CATEGORY);
    }

    /**
     * Lets Keycloak forget earlier failures, where the password is all that a sign-in asks. Where it asks more, a password alone
     * must not: its one count holds guesses at the second factor too, and would start anew with each proof here.
     */
    void tellAccepted() {
        boolean whole = caller.user().credentialManager().getStoredCredentialsStream().allMatch(credential -> PASSWORDS.contains(credential.getType()));
        if (!whole) {
            return;
        }
        KeycloakContext context = caller.keycloak().getContext();
        protector.successfulLogin(caller.realm(), caller.user(), context.getConnection(), context.getUri(), CATEGORY);
    }
}
