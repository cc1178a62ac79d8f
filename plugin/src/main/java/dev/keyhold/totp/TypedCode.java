package dev.keyhold.totp;

import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a code as people type it: apps show it in groups, so spaces are let go. Digits are those of ASCII, as apps show them. */
final class TypedCode {
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,16}");
    private static final int LONGEST = 64;

    private TypedCode() {
    }

    /** Empty for what cannot be a code of any app. */
    static Optional<String> read(String typed) {
        if (typed == null || typed.length() > LONGEST) {
            return Optional.empty();
        }
        String code = SPACES.matcher(typed).replaceAll("");
        return DIGITS.matcher(code).matches() ? Optional.of(code) : Optional.empty();
    }
}
