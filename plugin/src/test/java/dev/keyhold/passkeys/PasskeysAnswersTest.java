package dev.keyhold.passkeys;

import dev.keyhold.factors.FirstCodes;
import dev.keyhold.support.Device;
import dev.keyhold.support.Json;
import dev.keyhold.testing.Golden;
import org.junit.jupiter.api.Test;
import org.keycloak.models.WebAuthnPolicy;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The answers of this room have exactly the shapes that the bridge expects. */
class PasskeysAnswersTest {
    private static final String ID = "9b2f6c1e-7a41-4d3b-8e55-1c0d6e2f4a77";
    private static final String ICONS = "https://id.example.org/resources/abcde/account/keycloak.v3/passkeys/google-password-manager-";
    private static final KeyPolicy.RelyingParty RELYING_PARTY = new KeyPolicy.RelyingParty("example.org", "Example Bank");
    private static final KeyView.Item LAPTOP = new KeyView.Item(ID, "Laptop", "Google Password Manager",
        new KeyView.Icon(ICONS + "light.png", ICONS + "dark.png"), "2026-11-23T09:00:00Z", "2026-11-23T10:00:00Z",
        new Device("Firefox", "Linux", "desktop"), true, "XC0tO75sffduQQ", List.of("hybrid", "internal"));
    private static final KeyView.Item NAMELESS = new KeyView.Item("f3a9", null, null, null, "2025-01-02T03:04:05Z", null, null, null, "AQIDBA", List.of());
    private static final Enrolments.Person ALICE =
        new Enrolments.Person(Key.userHandle("4b1c0e52-6a0f-4f6e-9d0b-0d0f2f9f7a11"), "alice", "alice");

    @Test
    void theSection() {
        assertSame("section", new PasskeysView(true, 10, section("available", LAPTOP), section("available", NAMELESS)));
        assertSame("section-off", new PasskeysView(false, 3, section("off"), section("off", NAMELESS)));
        assertSame("item", LAPTOP);
    }

    @Test
    void anEnrolment() {
        WebAuthnPolicy open = new WebAuthnPolicy(List.of("ES256", "RS256"));
        open.setRpEntityName("Example Bank");
        open.setRpId("example.org");
        open.setUserVerificationRequirement("required");
        open.setAttestationConveyancePreference("not specified");
        assertSame("started", new Enrolments.Started(ID, "2026-11-23T09:10:00Z", "passkey", new KeyPolicy(KeyKind.PASSKEY, open, "id.example.org").view(),
            ALICE, List.of(new Key.Descriptor("XC0tO75sffduQQ", List.of("hybrid", "internal")))));
        assertSame("started-security-key", new Enrolments.Started(ID, "2026-11-23T09:10:00Z", "security-key",
            new KeyPolicy(KeyKind.SECURITY_KEY, strict(), "id.example.org").view(), ALICE, List.of()));
        assertSame("confirmed", new Enrolments.Confirmed(LAPTOP, null));
        FirstCodes.Made codes = new FirstCodes.Made("0f6a4c1e-5b1d-4e3a-9a55-6a1f7d2c8b90", List.of("7km2xq-hd4wzs-p9fa3v", "b8t5ny-4rgcx2-7sd9wk"));
        assertSame("confirmed-with-codes", new Enrolments.Confirmed(NAMELESS, codes));
        assertSame("redirect", new Redirects.Led(KeyKind.PASSKEY.action(), "2026-11-23T09:05:00Z"));
    }

    @Test
    void refusals() {
        assertSame("passkeys-off", PasskeysProblems.off(KeyKind.PASSKEY));
        assertSame("passkeys-full", PasskeysProblems.full(10));
        assertSame("already-registered", PasskeysProblems.alreadyRegistered());
        assertSame("registration-refused", PasskeysProblems.refused("attestation"));
        assertSame("label-taken", PasskeysProblems.labelTaken());
        assertSame("last-sign-in", PasskeysProblems.lastSignIn());
    }

    @Test
    void ofTheTwoSettingsForResidentKeysTheNewerOneCounts() {
        WebAuthnPolicy policy = strict();
        policy.setRequireResidentKey("Yes");
        assertThat(residentKey(KeyKind.SECURITY_KEY, policy)).isEqualTo("required");
        policy.setRequireResidentKey("No");
        assertThat(residentKey(KeyKind.SECURITY_KEY, policy)).isEqualTo("discouraged");
        policy.setResidentKey("preferred");
        assertThat(residentKey(KeyKind.SECURITY_KEY, policy)).isEqualTo("preferred");
        assertThat(residentKey(KeyKind.PASSKEY, policy)).isEqualTo("required");
    }

    private static String residentKey(KeyKind kind, WebAuthnPolicy policy) {
        return new KeyPolicy(kind, policy, "id.example.org").view().residentKey();
    }

    private static WebAuthnPolicy strict() {
        WebAuthnPolicy policy = new WebAuthnPolicy(List.of("ES256", "Ed25519", "unknown"));
        policy.setRpEntityName("Example Bank");
        policy.setRpId("");
        policy.setAttestationConveyancePreference("direct");
        policy.setAuthenticatorAttachment("cross-platform");
        policy.setRequireResidentKey("not specified");
        policy.setResidentKey("not specified");
        policy.setUserVerificationRequirement("not specified");
        policy.setCreateTimeout(60);
        policy.setAcceptableAaguids(List.of("2fc0579f-8113-47ea-b116-bb5a8db9202a"));
        policy.setAvoidSameAuthenticatorRegister(true);
        return policy;
    }

    private static PasskeysView.Section section(String state, KeyView.Item... items) {
        return new PasskeysView.Section(state, RELYING_PARTY, List.of(items));
    }

    private static void assertSame(String golden, Object answer) {
        assertThat(Golden.parse(Json.write(answer))).isEqualTo(Golden.read("passkeys/" + golden));
    }
}
