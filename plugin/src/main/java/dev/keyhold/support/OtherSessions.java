package dev.keyhold.support;

/**
 * Ends a caller's sessions for a change after which they must not go on: the seam to the room that knows sessions. All but the
 * caller's own are meant, online and offline, each with a row in the log. Applications' logout URLs are called, which cannot be
 * taken back: this comes last in a transaction.
 */
public interface OtherSessions {
    /** Ends as many as one request ends of a long list. */
    Ended end(Caller caller);

    /** Ends all for which there is time. */
    Ended endAll(Caller caller);

    /** @param remaining how many others are still open */
    record Ended(int ended, int remaining) {
    }
}
