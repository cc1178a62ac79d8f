package dev.keyhold.reauthentication;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A grant's 256 random bits, which are never stored, and the SHA-256 values by which its rows are found. */
final class GrantSecret {
    private static final int BYTES = 32;
    private static final int TEXT_LENGTH = 43;

    private final String text;

    private GrantSecret(String text) {
        this.text = text;
    }

    static GrantSecret random() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        return new GrantSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    /** Empty for what cannot be one. */
    static Optional<GrantSecret> of(String text) {
        return text != null && text.length() == TEXT_LENGTH ? Optional.of(new GrantSecret(text)) : Optional.empty();
    }

    String text() {
        return text;
    }

    String hash() {
        return hash(text);
    }

    /** Of the row by which a rescue opens this operation. */
    String rescueHash(Operation operation) {
        return hash(text + " rescue " + operation.word());
    }

    List<String> rescueHashes() {
        return Stream.of(Operation.values()).map(this::rescueHash).toList();
    }

    private static String hash(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII));
            // Hexadecimal, since some databases compare text without regard to case.
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
