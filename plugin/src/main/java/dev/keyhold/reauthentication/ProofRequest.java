package dev.keyhold.reauthentication;

import dev.keyhold.support.Problems;

/**
 * What the user proves and what for.
 *
 * @param target the thing the operation is for; empty for operations without one
 */
record ProofRequest(String operation, String target, String password, String code, String recoveryCode, AssertionInput assertion) {

    Operation checked() {
        Operation known = Operation.checked(operation, target);
        if (!known.hasGrant()) {
            throw Problems.invalidRequest("/operation", "This operation is proved in its own form.").asException();
        }
        return known;
    }

    boolean isRescue() {
        return recoveryCode != null;
    }

    ProofInput input() {
        return new ProofInput(password, code, recoveryCode, assertion);
    }

    /** Without anything that proves, wherever it is printed. */
    @Override
    public String toString() {
        return "ProofRequest[" + operation + ", " + target + "]";
    }
}
