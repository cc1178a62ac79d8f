package dev.keyhold.passkeys;

import dev.keyhold.support.Problem;

final class KeyTestProblems {
    private KeyTestProblems() {
    }

    /** There is no such challenge of this session any more: foreign, expired, or answered. */
    static Problem challengeGone() {
        return Problem.of("challenge-gone", 404, "This test is over.").detail("Start again.");
    }

    static Problem refused(Refusal reason) {
        return Problem.of("assertion-refused", 422, "The key's answer is not accepted.").with("reason", reason.word());
    }
}
