package dev.keyhold.reauthentication;

import dev.keyhold.support.Problems;

/**
 * What the user proves and what for.
 *
 * @param target the thing the operation is for; empty for operations without one
 */
record ProofRequest(String operation, String target, String password, String code, String recoveryCode) {
    private static final int LONGEST_TARGET = 255;

    Operation checked() {
        Operation known = Operation.of(operation)
            .orElseThrow(() -> Problems.invalidRequest("/operation", "This operation is not known.").asException());
        if (!known.hasGrant()) {
            throw Problems.invalidRequest("/operation", "This operation is proved in its own form.").asException();
        }
        if (target == null || target.length() > LONGEST_TARGET || !known.takesTarget(target)) {
            throw Problems.invalidRequest("/target", "This operation has another target; an empty text stands for none.").asException();
        }
        return known;
    }

    boolean isRescue() {
        return recoveryCode != null;
    }

    ProofInput input() {
        return new ProofInput(password, code, recoveryCode);
    }

    /** Without anything that proves, wherever it is printed. */
    @Override
    public String toString() {
        return "ProofRequest[" + operation + ", " + target + "]";
    }
}
