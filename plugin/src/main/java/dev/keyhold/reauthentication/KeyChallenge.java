package dev.keyhold.reauthentication;

import java.util.List;

/** What the browser is to ask a key for, as the page gets it: good once, and only for what it was made for. */
public record KeyChallenge(String id, String expiresAt, RequestOptions publicKey) {

    /**
     * WebAuthn L3 §5.1.9, PublicKeyCredentialRequestOptionsJSON.
     *
     * @param challenge 32 random bytes in base64url
     * @param timeout   in milliseconds
     */
    public record RequestOptions(String challenge, String rpId, String userVerification, long timeout, List<Allowed> allowCredentials) {
    }

    /** @param id in base64url */
    public record Allowed(String type, String id, List<String> transports) {
        public Allowed(String id, List<String> transports) {
            this("public-key", id, transports);
        }
    }

    /** Without the challenge, wherever it is printed. */
    @Override
    public String toString() {
        return "KeyChallenge[" + id + "]";
    }
}
