package dev.keyhold.passkeys;

import dev.keyhold.support.Problems;

import java.util.Base64;
import java.util.List;
import java.util.Set;

/** Reads the fields of this room's requests; what is too long or of another shape ends the request as {@code invalid-request}. */
final class Field {
    private static final String TRANSPORT = "[a-z0-9-]{1,32}";
    private static final int MOST_TRANSPORTS = 10;

    private Field() {
    }

    static KeyKind kind(String word) {
        return KeyKind.of(word == null ? "" : word)
            .orElseThrow(() -> Problems.invalidRequest("/kind", "One of passkey and security-key is expected.").asException());
    }

    /** @param longest in characters */
    static byte[] bytes(String name, String base64url, int longest) {
        if (base64url == null || base64url.isEmpty() || base64url.length() > longest) {
            throw Problems.invalidRequest("/" + name, "At most " + longest + " characters of base64url are expected.").asException();
        }
        try {
            return Base64.getUrlDecoder().decode(base64url);
        } catch (IllegalArgumentException e) {
            throw Problems.invalidRequest("/" + name, "This is not base64url.").asException();
        }
    }

    static Set<String> transports(List<String> typed) {
        List<String> transports = typed == null ? List.of() : typed;
        if (transports.size() > MOST_TRANSPORTS || transports.stream().anyMatch(one -> one == null || !one.matches(TRANSPORT))) {
            throw Problems.invalidRequest("/transports", "A few words of WebAuthn are expected.").asException();
        }
        return Set.copyOf(transports);
    }
}
