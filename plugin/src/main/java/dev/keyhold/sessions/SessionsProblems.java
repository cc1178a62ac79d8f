package dev.keyhold.sessions;

import dev.keyhold.support.Problem;

final class SessionsProblems {
    private SessionsProblems() {
    }

    /** The session behind the request cannot be ended here: signing out does that. */
    static Problem currentSession() {
        return Problem.of("current-session", 409, "This is the session you are using.").detail("Sign out to end it.");
    }
}
