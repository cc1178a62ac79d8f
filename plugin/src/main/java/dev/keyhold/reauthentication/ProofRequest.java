package dev.keyhold.reauthentication;

import dev.keyhold.support.Problems;

/**
 * What the user proves and what for.
 *
 * @param target the thing the operation is for; empty for operations without one
 */
record ProofRequest(String operation, String target, String password) {

    Operation checked() {
        Operation known = Operation.of(operation).orElseThrow(() -> Problems.invalidRequest("/operation", "This operation is not known.").asException());
        if (target == null || !target.isEmpty()) {
            throw Problems.invalidRequest("/target", "This operation has no target; send an empty text.").asException();
        }
        if (password == null || password.isEmpty()) {
            throw Problems.invalidRequest("/password", "A password is expected.").asException();
        }
        return known;
    }

    /** Without the password, wherever it is printed. */
    @Override
    public String toString() {
        return "ProofRequest[" + operation + ", " + target + "]";
    }
}
