package dev.keyhold.reauthentication;

/**
 * What was typed or signed to prove who sits there. What was not asked is null.
 *
 * @param code         of the authenticator app
 * @param recoveryCode in place of {@code code}, by someone who lost the app
 * @param assertion    of a passkey, which needs nothing else, or of a security key in place of {@code code}
 */
public record ProofInput(String password, String code, String recoveryCode, AssertionInput assertion) {

    /** Without anything typed, wherever it is printed. */
    @Override
    public String toString() {
        return "ProofInput[]";
    }
}
