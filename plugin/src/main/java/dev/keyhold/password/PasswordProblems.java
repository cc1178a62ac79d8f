package dev.keyhold.password;

import dev.keyhold.support.Problem;

import java.util.List;

final class PasswordProblems {
    private PasswordProblems() {
    }

    /** The proof was right; the new password breaks these rules, and nothing was changed. */
    static Problem rejected(List<RuleView.Broken> broken) {
        return Problem.of("password-rejected", 422, "The new password does not meet the rules.").with("broken", broken);
    }

    /** There is no password here that could be changed. */
    static Problem notHere(PasswordPlace.State state) {
        return Problem.of("password-not-here", 409, "The password cannot be changed here.").with("state", state.word());
    }

    /** Another change was faster: what was proved is no longer the password. */
    static Problem changedMeanwhile() {
        return Problem.of("conflict", 409, "The password was changed at this moment.").detail("Look whether it was you before you try again.");
    }
}
