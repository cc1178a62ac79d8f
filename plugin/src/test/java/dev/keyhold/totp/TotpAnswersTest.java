package dev.keyhold.totp;

import dev.keyhold.factors.FirstCodes;
import dev.keyhold.reauthentication.Grants;
import dev.keyhold.support.Json;
import dev.keyhold.testing.Golden;
import org.junit.jupiter.api.Test;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.OTPPolicy;

import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The answers of this room have exactly the shapes that the bridge expects. */
class TotpAnswersTest {
    private static final String ID = "9b2f6c1e-7a41-4d3b-8e55-1c0d6e2f4a77";
    private static final TotpPolicy.View POLICY = new TotpPolicy(OTPPolicy.DEFAULT_POLICY).view();
    private static final App.View PHONE = app(ID, "Phone", "2026-11-23T09:00:00Z").view();

    @Test
    void theSection() {
        App.View nameless = app("f3a9", "", "2025-01-02T03:04:05Z").view();
        assertSame("section", new TotpView("available", null, POLICY, true, List.of(PHONE, nameless)));
        assertSame("section-unsupported", new TotpView("unsupported", "hotp", POLICY, false, List.of()));
        assertSame("section-off", new TotpView("off", "not-asked", POLICY, false, List.of()));
    }

    @Test
    void anEnrolment() {
        TotpPolicy strong = new TotpPolicy(new OTPPolicy("totp", "HmacSHA256", 0, 8, 2, 60));
        assertSame("started", new Enrolments.Started(ID, "2026-11-23T09:10:00Z", strong.view(), "Example Bank", "alice"));
        FirstCodes.Made codes = new FirstCodes.Made("0f6a4c1e-5b1d-4e3a-9a55-6a1f7d2c8b90", List.of("7km2xq-hd4wzs-p9fa3v", "b8t5ny-4rgcx2-7sd9wk"));
        assertSame("confirmed", new Enrolments.Confirmed(PHONE, codes));
        assertSame("confirmed-with-codes-already", new Enrolments.Confirmed(PHONE, null));
    }

    @Test
    void refusals() {
        assertSame("totp-unsupported", TotpProblems.unsupported("not-asked"));
        assertSame("code-refused", TotpProblems.codeRefused());
        assertSame("label-taken", TotpProblems.labelTaken());
        assertSame("enrolment-gone", Grants.enrolmentGone().problem());
    }

    private static App app(String id, String label, String createdAt) {
        CredentialModel stored = new CredentialModel();
        stored.setId(id);
        stored.setUserLabel(label);
        stored.setCreatedDate(Instant.parse(createdAt).toEpochMilli());
        return new App(stored);
    }

    private static void assertSame(String golden, Object answer) {
        assertThat(Golden.parse(Json.write(answer))).isEqualTo(Golden.read("totp/" + golden));
    }
}
