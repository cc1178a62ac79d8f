package dev.keyhold.reauthentication;

/**
 * What was typed to prove who sits there. What was not asked is null.
 *
 * @param code         of the authenticator app
 * @param recoveryCode in place of {@code code}, by someone who lost the app
 */
public record ProofInput(String password, String code, String recoveryCode) {

    /** Without anything typed, wherever it is printed. */
    @Override
    public String toString() {
        return "ProofInput[]";
    }
}
