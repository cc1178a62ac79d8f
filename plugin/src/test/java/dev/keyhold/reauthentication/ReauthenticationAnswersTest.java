package dev.keyhold.reauthentication;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyhold.support.Json;
import dev.keyhold.testing.Golden;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The answers of this room have exactly the shapes that the bridge expects. */
class ReauthenticationAnswersTest {
    private static final List<ReauthenticationView.Method> CODE_TOO = List.of(new ReauthenticationView.Method("password", "totp"));
    private static final List<ReauthenticationView.Method> ALTERNATIVES = List.of(new ReauthenticationView.Method("passkey", null),
        new ReauthenticationView.Method("password", "totp"), new ReauthenticationView.Method("password", "security-key"));
    private static final String ACCOUNT = "https://id.example.org/realms/demo/account";

    @Test
    void aGrant() {
        GrantView grant = new GrantView("q2Zb7l0nT4eWfXyK1uJ9dC3oRsV6aHgP8mBiLtQzE5Y", "sessions.end", "", List.of("password"), "2026-11-22T09:05:00Z");
        assertThat(json(grant)).isEqualTo(Golden.read("reauthentication/grant"));
    }

    @Test
    void aGrantByPasskey() {
        GrantView grant = new GrantView("q2Zb7l0nT4eWfXyK1uJ9dC3oRsV6aHgP8mBiLtQzE5Y", Operation.PASSKEYS_REMOVE.word(), "5f0c7a52-6a0f-4f6e-9d0b-0d0f2f9f7a13",
            List.of("passkey"), "2026-11-22T09:05:00Z");
        assertThat(json(grant)).isEqualTo(Golden.read("reauthentication/grant-by-passkey"));
    }

    @Test
    void aChallenge() {
        KeyChallenge challenge = new KeyChallenge("0b6f6a7e-6f0e-4b5b-9a53-0d6d3d0c7f21", "2026-11-22T09:05:00Z", new KeyChallenge.RequestOptions(
            "q2Zb7l0nT4eWfXyK1uJ9dC3oRsV6aHgP8mBiLtQzE5Y", "example.org", "required", 300_000, List.of(
                new KeyChallenge.Allowed("XC0tO75sEyMSzJTvQwWQow", List.of("internal")), new KeyChallenge.Allowed("9jF6S1a0RkSPkWcC3mJQxA", List.of()))));
        assertThat(json(challenge)).isEqualTo(Golden.read("reauthentication/challenge"));
        assertThat(challenge.toString()).doesNotContain("q2Zb");
    }

    @Test
    void aRescue() {
        RescueView rescue = new RescueView("q2Zb7l0nT4eWfXyK1uJ9dC3oRsV6aHgP8mBiLtQzE5Y", Operation.rescued().stream().map(Operation::word).toList(),
            List.of("password", "recovery-code"), "2026-11-22T09:10:00Z");
        assertThat(json(rescue)).isEqualTo(Golden.read("reauthentication/rescue"));
        assertThat(rescue.toString()).doesNotContain("q2Zb");
    }

    @Test
    void refusals() {
        Instant now = Instant.parse("2026-11-22T09:00:00Z");
        assertThat(json(ReauthenticationProblems.proofRefused("password", new Counting.Refused(2, null), now)))
            .isEqualTo(Golden.read("reauthentication/proof-refused"));
        assertThat(json(ReauthenticationProblems.proofRefused("password", new Counting.Refused(0, new Counting.Locked(now.plusSeconds(60))), now)))
            .isEqualTo(Golden.read("reauthentication/proof-refused-last"));
        assertThat(json(ReauthenticationProblems.proofRefused("code", new Counting.Refused(4, null), now)))
            .isEqualTo(Golden.read("reauthentication/proof-refused-code"));
        assertThat(json(ReauthenticationProblems.proofRefused("assertion", new Counting.Refused(0, null), now)))
            .isEqualTo(Golden.read("reauthentication/proof-refused-assertion"));
        assertThat(json(ReauthenticationProblems.stepUpRequired(Operation.PASSKEYS_ENROL, "security-key", ALTERNATIVES, true)))
            .isEqualTo(Golden.read("reauthentication/step-up-required-alternatives"));
        assertThat(json(ReauthenticationProblems.enrolmentGone())).isEqualTo(Golden.read("reauthentication/enrolment-gone"));
        assertThat(json(ReauthenticationProblems.tooManyAttempts(Instant.parse("2026-11-22T09:00:59.001Z"), now)))
            .isEqualTo(Golden.read("reauthentication/too-many-attempts"));
        assertThat(json(ReauthenticationProblems.checkRunning())).isEqualTo(Golden.read("reauthentication/check-running"));
        assertThat(json(ReauthenticationProblems.stepUpRequired(Operation.TOTP_REMOVE, "5f0c", CODE_TOO, true))).isEqualTo(Golden.read("reauthentication/step-up-required"));
        assertThat(json(ReauthenticationProblems.noProvableFactor(ACCOUNT))).isEqualTo(Golden.read("reauthentication/no-provable-factor"));
    }

    @Test
    void whatTheDialogCanAsk() {
        assertThat(json(new ReauthenticationView(CODE_TOO, List.of(new ReauthenticationView.Method("password", null)), true, null)))
            .isEqualTo(Golden.read("overview/overview").get("reauthentication"));
        assertThat(json(ReauthenticationView.none("no-provable-factor", ACCOUNT)))
            .isEqualTo(Golden.read("overview/no-provable-factor").get("reauthentication"));
    }

    @Test
    void operationsAreFrozen() {
        assertThat(Operation.values()).extracting(Operation::word).containsExactly(
            "sessions.end", "password.change", "totp.enrol", "totp.remove", "passkeys.enrol", "passkeys.remove", "recovery-codes.generate", "pin.set");
        assertThat(Operation.of("sessions.end")).contains(Operation.SESSIONS_END);
        assertThat(Operation.of("SESSIONS_END")).isEmpty();
        assertThat(Operation.of(null)).isEmpty();
    }

    @Test
    void aProofNeverPrintsWhatWasTyped() {
        ProofRequest request = new ProofRequest("sessions.end", "", "hunter2", "123456", "abcd-efgh",
            new AssertionInput("0b6f", "XC0t", "SZYN", "eyJ0", "MEUC", null));
        assertThat(request + " " + request.input() + " " + request.assertion()).doesNotContain("hunter2", "123456", "abcd", "XC0t", "eyJ0", "MEUC");
    }

    private static JsonNode json(Object answer) {
        return Golden.parse(Json.write(answer));
    }
}
