package dev.keyhold.factors;

import dev.keyhold.support.Problem;

final class FactorsProblems {
    private FactorsProblems() {
    }

    /** The realm wants a second factor, and this is the last one. */
    static Problem lastFactor() {
        return Problem.of("last-factor", 409, "This is your last second factor.").detail("Set up another one before you remove it.");
    }
}
