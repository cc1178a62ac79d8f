package dev.keyhold.recoverycodes;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a recovery code is written: 18 of 30 symbols, of which none looks like another, in three groups, as in
 * {@code 7km2xq-hd4wzs-p9fa3v}. That is 88 bits.
 */
final class CodeText {
    // Without 0, 1, i, l, o and u.
    static final String SYMBOLS = "23456789abcdefghjkmnpqrstvwxyz";
    static final int GROUPS = 3;
    static final int GROUP = 6;
    private static final Pattern CODE = Pattern.compile("[" + SYMBOLS + "]{" + GROUPS * GROUP + "}");
    // Spaces of every kind, and every dash that a keyboard or a text program puts in place of the hyphen.
    private static final Pattern BETWEEN = Pattern.compile("[\\s\\p{Z}\\p{Pd}]+");
    private static final int LONGEST = 100;
    private static final SecureRandom RANDOM = new SecureRandom();

    private CodeText() {
    }

    /** A new code, without its hyphens. */
    static String random() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP; i++) {
            code.append(SYMBOLS.charAt(RANDOM.nextInt(SYMBOLS.length())));
        }
        return code.toString();
    }

    static String shown(String code) {
        StringBuilder text = new StringBuilder(code);
        for (int group = GROUPS - 1; group > 0; group--) {
            text.insert(group * GROUP, '-');
        }
        return text.toString();
    }

    /** What was typed, without spaces and hyphens and in lower case; empty when no code looks like that. */
    static Optional<String> read(String typed) {
        if (typed == null || typed.length() > LONGEST) {
            return Optional.empty();
        }
        String code = BETWEEN.matcher(typed).replaceAll("").toLowerCase(Locale.ROOT);
        return CODE.matcher(code).matches() ? Optional.of(code) : Optional.empty();
    }
}
