package dev.keyhold.support;

import java.time.Duration;

/**
 * Ends a caller's sessions for a change after which they must not go on: the seam to the room that knows sessions. All but the
 * caller's own are meant, online and offline, each with a row in the log. Applications' logout URLs are called, which cannot be
 * taken back: this comes last in a transaction.
 */
public interface OtherSessions {
    /**
     * After so long no further session's end begins. With one application's logout URL hanging for Keycloak's 5 s, an answer still
     * comes within the 15 s that ending has: test/contract/sessions/time-limits.json holds these together.
     */
    Duration TIME = Duration.ofSeconds(8);

    /** Ends as many as one request ends of a long list. */
    Ended end(Caller caller);

    /** Ends all for which there is time. */
    Ended endAll(Caller caller);

    /** @param remaining how many others are still open */
    record Ended(int ended, int remaining) {
    }
}
