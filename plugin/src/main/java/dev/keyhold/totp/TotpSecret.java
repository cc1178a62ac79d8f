package dev.keyhold.totp;

import java.util.Set;
import java.util.regex.Pattern;

/** Whether a text is a secret that an app may have: base32 of RFC 4648 §6 without padding, of 128 to 512 bits (RFC 4226 §4, R6). */
final class TotpSecret {
    private static final int SHORTEST = 26;
    private static final int LONGEST = 103;
    private static final Pattern BASE32 = Pattern.compile("[A-Z2-7]+");
    // Whole bytes end after so many symbols of the last group of eight.
    private static final Set<Integer> ENDS = Set.of(0, 2, 4, 5, 7);

    private TotpSecret() {
    }

    static boolean isGood(String secret) {
        return secret != null && secret.length() >= SHORTEST && secret.length() <= LONGEST
            && ENDS.contains(secret.length() % 8) && BASE32.matcher(secret).matches();
    }
}
