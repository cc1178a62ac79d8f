package dev.keyhold.reauthentication;

import dev.keyhold.support.Caller;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserLoginFailureModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.services.managers.BruteForceProtector;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Keycloak's own brute-force detection of one user: asked before a proof is checked, and told what came of it. */
final class KeycloakDetection {
    // Keycloak drops every category it does not know.
    private static final Set<String> CATEGORY = Set.of("password");
    // Keycloak counts in a thread of its own, within milliseconds. The whole wait is a second.
    private static final int LOOKS = 50;
    private static final long BETWEEN_LOOKS_MILLIS = 20;

    private final Caller caller;
    private final BruteForceProtector protector;

    KeycloakDetection(Caller caller) {
        this.caller = caller;
        this.protector = caller.keycloak().getProvider(BruteForceProtector.class);
    }

    /** The lock set by sign-ins anywhere; empty when there is none. */
    Optional<Counting.Locked> lock(Instant now) {
        return lock(caller.keycloak(), caller.realm(), caller.user(), now);
    }

    /**
     * Tells of a wrong proof, and answers the lock that it set, by whichever of Keycloak's rules. Returns once Keycloak has counted,
     * so that the next check finds the lock; after a second without that it answers that there is none.
     */
    Optional<Counting.Locked> tellRefused(Instant now) {
        Count before = apart((keycloak, realm) -> count(keycloak, realm));
        KeycloakContext context = caller.keycloak().getContext();
        protector.failedLogin(caller.realm(), caller.user(), context.getConnection(), context.getUri(), CATEGORY);
        if (!caller.realm().isBruteForceProtected()) {
            return Optional.empty();
        }
        for (int look = 0; look < LOOKS; look++) {
            Optional<Counting.Locked> lock = apart((keycloak, realm) -> {
                UserModel user = keycloak.users().getUserById(realm, caller.user().getId());
                return user == null || count(keycloak, realm).equals(before) ? null : lock(keycloak, realm, user, now);
            });
            if (lock != null) {
                return lock;
            }
            pause();
        }
        return Optional.empty();
    }

    void tellAccepted() {
        KeycloakContext context = caller.keycloak().getContext();
        protector.successfulLogin(caller.realm(), caller.user(), context.getConnection(), context.getUri(), CATEGORY);
    }

    private static Optional<Counting.Locked> lock(KeycloakSession keycloak, RealmModel realm, UserModel user, Instant now) {
        BruteForceProtector protector = keycloak.getProvider(BruteForceProtector.class);
        if (AuthenticatorUtils.getDisabledByBruteForceEventError(protector, keycloak, realm, user) == null) {
            return Optional.empty();
        }
        if (protector.isPermanentlyLockedOut(keycloak, realm, user)) {
            return Optional.of(new Counting.Locked(null));
        }
        UserLoginFailureModel failures = keycloak.loginFailures().getUserLoginFailure(realm, user.getId());
        // Without a failure to wait for, Keycloak is only still counting another sign-in of this user: a matter of moments.
        long until = Math.max(failures == null ? 0 : failures.getFailedLoginNotBefore(), now.getEpochSecond() + 1);
        return Optional.of(new Counting.Locked(Instant.ofEpochSecond(until)));
    }

    /** What every failure changes. */
    private record Count(int failures, long lastAt) {
    }

    private Count count(KeycloakSession keycloak, RealmModel realm) {
        UserLoginFailureModel failures = keycloak.loginFailures().getUserLoginFailure(realm, caller.user().getId());
        return failures == null ? new Count(0, 0) : new Count(failures.getNumFailures(), failures.getLastFailure());
    }

    private interface Look<T> {
        T at(KeycloakSession keycloak, RealmModel realm);
    }

    // In a session of its own: one that has seen the user's failures once goes on showing them as they were.
    private <T> T apart(Look<T> look) {
        return KeycloakModelUtils.runJobInTransactionWithResult(caller.keycloak().getKeycloakSessionFactory(), own -> {
            RealmModel realm = own.realms().getRealm(caller.realm().getId());
            own.getContext().setRealm(realm);
            return look.at(own, realm);
        });
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while Keycloak was counting", e);
        }
    }
}
