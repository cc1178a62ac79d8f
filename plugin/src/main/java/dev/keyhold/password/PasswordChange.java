package dev.keyhold.password;

import dev.keyhold.reauthentication.AssertionInput;
import dev.keyhold.reauthentication.Fields;
import dev.keyhold.reauthentication.ProofInput;
import dev.keyhold.support.Problems;

import java.nio.charset.StandardCharsets;

/**
 * The form: what proves, and what is wanted. A password is what was typed, neither trimmed nor normalised.
 *
 * @param code      null where the user has no authenticator app, or proves with a security key
 * @param assertion of that security key; else null
 */
record PasswordChange(String currentPassword, String code, AssertionInput assertion, String newPassword, Boolean endOtherSessions) {
    static final Fields FIELDS = new Fields("currentPassword", "code");
    private static final int LONGEST = 1024;

    PasswordChange checked() {
        // Keycloak's own pages take no blank one either.
        if (newPassword == null || newPassword.isBlank()) {
            throw Problems.invalidRequest("/newPassword", "A new password is expected.").asException();
        }
        if (newPassword.length() > LONGEST) {
            throw Problems.invalidRequest("/newPassword", "A password has at most " + LONGEST + " characters.").asException();
        }
        // Halves of characters are hashed as question marks, and so would many other passwords be right.
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(newPassword)) {
            throw Problems.invalidRequest("/newPassword", "This is no text.").asException();
        }
        if (endOtherSessions == null) {
            throw Problems.invalidRequest("/endOtherSessions", "True or false is expected.").asException();
        }
        return this;
    }

    ProofInput proof() {
        return new ProofInput(currentPassword, code, null, assertion);
    }

    /** Without anything typed, wherever it is printed. */
    @Override
    public String toString() {
        return "PasswordChange[]";
    }
}
