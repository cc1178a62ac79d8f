package dev.keyhold.reauthentication;

import java.time.Instant;
import java.util.Optional;

/** The answer to "may this factor be tried now?", given once the attempt is counted. */
sealed interface Counting {
    /** @param lock the lock that this attempt set as the last one allowed, and that only its being right opens; null when it set none */
    record Counted(int triesLeft, Locked lock) implements Counting {
        boolean locked() {
            return lock != null;
        }

        /** What is left to a proof that was wrong and that Keycloak does not hear of. */
        Refused refused() {
            return refused(Optional.empty());
        }

        /** What is left to a proof that was wrong, when Keycloak locked as well or did not. */
        Refused refused(Optional<Locked> keycloakLock) {
            Locked both = keycloakLock.map(theirs -> lock == null ? theirs : lock.orLater(theirs)).orElse(lock);
            return new Refused(both == null ? triesLeft : 0, both);
        }
    }

    /** @param until null when no time helps */
    record Locked(Instant until) implements Counting {
        Locked orLater(Locked other) {
            return until == null || other.until != null && !other.until.isAfter(until) ? this : other;
        }
    }

    /** @param lock null when more tries are left */
    record Refused(int triesLeft, Locked lock) {
    }
}
