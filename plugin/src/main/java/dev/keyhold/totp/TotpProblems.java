package dev.keyhold.totp;

import dev.keyhold.support.Problem;

final class TotpProblems {
    private TotpProblems() {
    }

    /** No app can be set up in this realm: its policy asks what apps cannot do, or its sign-in asks for no code. */
    static Problem unsupported(String reason) {
        return Problem.of("totp-unsupported", 409, "No authenticator app can be set up here.").with("reason", reason);
    }

    static Problem codeRefused() {
        return Problem.of("code-refused", 422, "That code does not match.");
    }

    static Problem labelTaken() {
        return Problem.of("label-taken", 409, "Another authenticator app has this name.");
    }
}
