package dev.keyhold.reauthentication;

import dev.keyhold.support.Problems;

/**
 * What a key has signed (WebAuthn L3 §5.2.2), every piece in base64url.
 *
 * @param id         of the challenge that it answers
 * @param userHandle null when the key told none
 */
public record AssertionInput(String id, String credentialId, String authenticatorData, String clientDataJSON, String signature, String userHandle) {

    /** Answers itself when every piece is there and of a length that one can have; else the request ends as {@code invalid-request}. */
    public AssertionInput checked() {
        require(id, 64, "id");
        require(credentialId, 1_400, "credentialId");
        require(authenticatorData, 2_000, "authenticatorData");
        require(clientDataJSON, 4_000, "clientDataJSON");
        require(signature, 2_000, "signature");
        if (userHandle != null) {
            require(userHandle, 128, "userHandle");
        }
        return this;
    }

    private static void require(String piece, int longest, String field) {
        if (piece == null || piece.isEmpty() || piece.length() > longest) {
            throw Problems.invalidRequest("/" + Fields.ASSERTION + "/" + field, "A text of 1 to " + longest + " characters is expected.").asException();
        }
    }

    /** Without anything that was signed, wherever it is printed. */
    @Override
    public String toString() {
        return "AssertionInput[]";
    }
}
