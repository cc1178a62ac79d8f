package dev.keyhold.totp;

import dev.keyhold.factors.EnrolmentId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.models.OTPPolicy;
import org.keycloak.models.credential.OTPCredentialModel;

import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

class TotpPolicyTest {
    private static final String SECRET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    @ParameterizedTest
    @CsvSource({"totp,HmacSHA1,6,30,", "totp,HmacSHA512,8,60,", "hotp,HmacSHA1,6,30,hotp", "totp,HmacSHA1,4,30,digits", "totp,HmacSHA1,9,30,digits",
        "totp,HmacMD5,6,30,algorithm", "totp,HmacSHA1,6,0,period"})
    void whatAppsCannotDoIsSaid(String type, String algorithm, int digits, int period, String reason) {
        assertThat(policy(type, algorithm, digits, period).unsupported()).isEqualTo(reason);
    }

    /** Keycloak's own page stores the text that it shows encoded; an app is given the encoded one. Both must read what they stored. */
    @Test
    void theSecretIsStoredAsTheAppHasItAndSaysSo() {
        OTPCredentialModel credential = policy("totp", "HmacSHA256", 8, 60).credential("id", SECRET);
        assertThat(credential.getId()).isEqualTo("id");
        assertThat(credential.getDecodedSecret()).hasSize(20);
        assertThat(credential.getOTPCredentialData()).satisfies(data -> {
            assertThat(data.getSecretEncoding()).isEqualTo("BASE32");
            assertThat(data.getDigits()).isEqualTo(8);
            assertThat(data.getPeriod()).isEqualTo(60);
            assertThat(data.getAlgorithm()).isEqualTo("HmacSHA256");
            assertThat(data.getSubType()).isEqualTo("totp");
        });
        assertThat(new App(credential).hasSecret(SECRET)).isTrue();
        assertThat(new App(credential).hasSecret(SECRET.replace('A', 'B'))).isFalse();
    }

    /** Threat: a grant for an additional app is used to throw another one out, or under a policy that was weakened meanwhile. */
    @Test
    void anIdIsGoodForWhatItWasStartedForAndNothingElse() {
        TotpPolicy policy = policy("totp", "HmacSHA1", 6, 30);
        String plain = EnrolmentId.make(policy.purpose(null));
        String replacing = EnrolmentId.make(policy.purpose("old"));
        assertThat(UUID.fromString(plain).version()).isEqualTo(4);
        assertThat(plain).isNotEqualTo(EnrolmentId.make(policy.purpose(null)));
        assertThat(EnrolmentId.isFor(plain, policy.purpose(null))).isTrue();
        assertThat(EnrolmentId.isFor(plain, policy.purpose("old"))).isFalse();
        assertThat(EnrolmentId.isFor(replacing, policy.purpose("old"))).isTrue();
        assertThat(EnrolmentId.isFor(replacing, policy.purpose(null))).isFalse();
        assertThat(EnrolmentId.isFor(plain, policy("totp", "HmacSHA1", 8, 30).purpose(null))).isFalse();
        assertThat(EnrolmentId.isFor(plain, policy("totp", "HmacSHA256", 6, 30).purpose(null))).isFalse();
        assertThat(EnrolmentId.isFor("malformed", policy.purpose(null))).isFalse();
    }

    private static TotpPolicy policy(String type, String algorithm, int digits, int period) {
        return new TotpPolicy(new OTPPolicy(type, algorithm, 0, digits, 1, period));
    }
}
