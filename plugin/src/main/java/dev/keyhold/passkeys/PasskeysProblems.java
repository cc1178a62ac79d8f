package dev.keyhold.passkeys;

import dev.keyhold.support.Problem;

final class PasskeysProblems {
    private PasskeysProblems() {
    }

    /** The realm's sign-in takes no keys of this kind. */
    static Problem off(KeyKind kind) {
        return Problem.of("passkeys-off", 409, "No key of this kind can be set up here.").with("kind", kind.word());
    }

    static Problem full(int max) {
        return Problem.of("passkeys-full", 409, "You have as many passkeys and security keys as there may be.")
            .detail("Remove one that you no longer use.").with("max", max);
    }

    static Problem alreadyRegistered() {
        return Problem.of("already-registered", 409, "This passkey or security key is registered already.");
    }

    static Problem refused(String reason) {
        return Problem.of("registration-refused", 422, "This passkey or security key is not what was asked for.").with("reason", reason);
    }

    static Problem labelTaken() {
        return Problem.of("label-taken", 409, "Another passkey or security key has this name.");
    }

    /** A user without a password signs in with passkeys alone. */
    static Problem lastSignIn() {
        return Problem.of("last-sign-in", 409, "This is your only way to sign in.").detail("Set a password or add another passkey before you remove it.");
    }
}
