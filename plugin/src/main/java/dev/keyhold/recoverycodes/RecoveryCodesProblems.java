package dev.keyhold.recoverycodes;

import dev.keyhold.support.Problem;

final class RecoveryCodesProblems {
    private RecoveryCodesProblems() {
    }

    /** What was typed back is no unused code of the set. */
    static Problem codeRefused() {
        return Problem.of("code-refused", 422, "That code does not match.");
    }

    /** Codes that no sign-in would take are not made. */
    static Problem sectionOff() {
        return Problem.of("section-off", 409, "This is switched off here.").detail("The sign-in of this realm takes no recovery codes of Keyhold.");
    }
}
