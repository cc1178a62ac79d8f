package dev.keyhold.pin;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The server's own keys that PINs are hashed with, which no database has: without them its hashes of so few digits tell nothing.
 * The first is the one for new hashes; a PIN is checked with the key that it was hashed with.
 */
final class Peppers {
    static final String OPTION = "pepper";
    static final Peppers NONE = new Peppers(Map.of());
    private static final String EXPECTED = "spi-credential--keyhold-pin--pepper: <key id>:<base64 of at least 32 bytes> is expected,"
        + " and older keys after commas; a key id has up to 32 letters, digits, dots, dashes and underscores";
    private static final int SHORTEST_KEY = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final Map<String, byte[]> keys;

    private Peppers(Map<String, byte[]> keys) {
        this.keys = keys;
    }

    /** @param option as it was configured; nothing of it is repeated in what is said about a fault in it */
    static Peppers read(String option) {
        if (option == null || option.isBlank()) {
            return NONE;
        }
        Map<String, byte[]> keys = new LinkedHashMap<>();
        for (String one : option.split(",", -1)) {
            String[] parts = one.strip().split(":", -1);
            if (parts.length != 2 || !parts[0].matches("[A-Za-z0-9._-]{1,32}") || keys.put(parts[0], key(parts[1])) != null) {
                throw new IllegalArgumentException(EXPECTED);
            }
        }
        return new Peppers(keys);
    }

    private static byte[] key(String base64) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            // Without the cause, which may repeat a piece of it.
            throw new IllegalArgumentException(EXPECTED);
        }
        if (key.length < SHORTEST_KEY) {
            throw new IllegalArgumentException(EXPECTED);
        }
        return key;
    }

    /** The current one first. */
    List<String> ids() {
        return List.copyOf(keys.keySet());
    }

    /** The key for new hashes; empty where there is none. */
    Optional<String> current() {
        return keys.keySet().stream().findFirst();
    }

    boolean has(String id) {
        return keys.containsKey(id);
    }

    /** The PIN under a key that is there, for the slow hash: 64 hexadecimal digits (HMAC, RFC 2104). */
    String apply(String id, String pin) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(keys.get(id), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(pin.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HMAC with SHA-256", e);
        }
    }

    /** Without any key, wherever it is printed. */
    @Override
    public String toString() {
        return "Peppers" + ids();
    }
}
