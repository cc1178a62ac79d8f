package dev.keyhold.totp;

import org.keycloak.models.OTPPolicy;
import org.keycloak.models.RealmModel;
import org.keycloak.models.credential.OTPCredentialModel;

import java.util.Set;

/** What the realm demands of authenticator apps. */
record TotpPolicy(OTPPolicy stored) {
    private static final Set<String> ALGORITHMS = Set.of("SHA1", "SHA256", "SHA512");
    private static final int FEWEST_DIGITS = 6;
    private static final int MOST_DIGITS = 8;

    static TotpPolicy of(RealmModel realm) {
        return new TotpPolicy(realm.getOTPPolicy());
    }

    /** Why no app can be set up by it here; null when one can. */
    String unsupported() {
        if (!OTPCredentialModel.TOTP.equals(stored.getType())) {
            return "hotp";
        }
        if (stored.getDigits() < FEWEST_DIGITS || stored.getDigits() > MOST_DIGITS) {
            return "digits";
        }
        if (!ALGORITHMS.contains(stored.getAlgorithmKey())) {
            return "algorithm";
        }
        return stored.getPeriod() < 1 ? "period" : null;
    }

    View view() {
        return new View(stored.getDigits(), stored.getPeriod(), stored.getAlgorithmKey(), stored.getLookAheadWindow());
    }

    /** What an enrolment by this policy is for: an app alone, or in place of another. */
    String purpose(String replaces) {
        return stored.getType() + ' ' + view() + ' ' + (replaces == null ? "" : replaces);
    }

    /** A credential of this secret, as Keycloak's own page would store it, but for the secret, which is stored as the app has it. */
    OTPCredentialModel credential(String id, String secret) {
        OTPCredentialModel credential = OTPCredentialModel.createTOTP(secret, stored.getDigits(), stored.getPeriod(), stored.getAlgorithm(),
            OTPCredentialModel.SecretEncoding.BASE32.name());
        credential.setId(id);
        return credential;
    }

    /** @param lookAround how many codes before and after the current one are good as well */
    record View(int digits, int period, String algorithm, int lookAround) {
    }
}
