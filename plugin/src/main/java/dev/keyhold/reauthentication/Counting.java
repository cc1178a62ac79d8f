package dev.keyhold.reauthentication;

import java.time.Instant;

/** The answer to "may this factor be tried now?", given once the attempt is counted. */
sealed interface Counting {
    /** @param locked whether this attempt was the last one, so that the factor is locked unless it is right */
    record Counted(int triesLeft, boolean locked) implements Counting {
    }

    /** @param until null when no time helps */
    record Locked(Instant until) implements Counting {
    }
}
