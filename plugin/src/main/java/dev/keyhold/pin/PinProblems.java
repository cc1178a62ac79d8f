package dev.keyhold.pin;

import dev.keyhold.support.Problem;

import java.util.List;

final class PinProblems {
    private PinProblems() {
    }

    static Problem off() {
        return Problem.of("section-off", 409, "This is switched off here.").detail("This realm has no PINs.");
    }

    /** What is there is asked and shown; it stays as it is. */
    static Problem readOnly() {
        return Problem.of("section-read-only", 409, "This cannot be changed here.").detail("This realm lets nobody set or change a PIN.");
    }

    static Problem rejected(List<PinRule> broken) {
        return Problem.of("pin-rejected", 422, "This PIN cannot be used.").with("broken", broken.stream().map(PinRule::word).toList());
    }

    /** Too many were wrong in a row. */
    static Problem disabled() {
        return Problem.of("pin-disabled", 409, "This PIN is disabled.").detail("Set a new one.");
    }

    /** The server's key for PINs is missing; nothing was checked and nothing counted. */
    static Problem unavailable() {
        return Problem.of("pin-unavailable", 503, "PINs do not work at this moment.").detail("Whoever runs this site has to set that up.");
    }

    /** There is no PIN any more, or another change was faster. */
    static Problem changedMeanwhile() {
        return Problem.of("conflict", 409, "The PIN was changed at this moment.").detail("Look whether it was you before you try again.");
    }
}
