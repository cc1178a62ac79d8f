package dev.keyhold.factors;

import dev.keyhold.testing.Stub;
import org.junit.jupiter.api.Test;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.RealmModel;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.keycloak.models.AuthenticationExecutionModel.Requirement.ALTERNATIVE;
import static org.keycloak.models.AuthenticationExecutionModel.Requirement.CONDITIONAL;
import static org.keycloak.models.AuthenticationExecutionModel.Requirement.DISABLED;
import static org.keycloak.models.AuthenticationExecutionModel.Requirement.REQUIRED;

class BoundFlowTest {
    private final Map<Object, List<AuthenticationExecutionModel>> flows = new HashMap<>();

    @Test
    void findsWhatIsSwitchedOnHoweverDeep() {
        flows.put("browser", List.of(step("auth-cookie", ALTERNATIVE), subFlow("forms", ALTERNATIVE)));
        flows.put("forms", List.of(step("auth-username-password-form", REQUIRED), subFlow("2fa", CONDITIONAL)));
        flows.put("2fa", List.of(step("keyhold-totp", ALTERNATIVE), step("webauthn-authenticator", DISABLED)));
        assertThat(accepts("keyhold-totp")).isTrue();
        assertThat(accepts("auth-otp-form", "keyhold-totp")).isTrue();
        assertThat(accepts("webauthn-authenticator")).isFalse();
        assertThat(accepts("auth-otp-form")).isFalse();
        assertThat(accepts()).isFalse();
    }

    @Test
    void whatStandsInADisabledSubFlowIsNotAsked() {
        flows.put("browser", List.of(subFlow("2fa", DISABLED)));
        flows.put("2fa", List.of(step("keyhold-totp", REQUIRED)));
        assertThat(accepts("keyhold-totp")).isFalse();
    }

    @Test
    void aRealmWithoutAFlowAsksNothing() {
        assertThat(BoundFlow.accepts(Stub.of(RealmModel.class).with("getBrowserFlow", null).make(), "keyhold-totp")).isFalse();
    }

    private boolean accepts(String... ids) {
        AuthenticationFlowModel browser = new AuthenticationFlowModel();
        browser.setId("browser");
        RealmModel realm = Stub.of(RealmModel.class).with("getBrowserFlow", browser)
            .answering("getAuthenticationExecutionsStream", id -> flows.get(id[0]).stream()).make();
        return BoundFlow.accepts(realm, ids);
    }

    private static AuthenticationExecutionModel step(String authenticator, Requirement requirement) {
        AuthenticationExecutionModel step = new AuthenticationExecutionModel();
        step.setAuthenticator(authenticator);
        step.setRequirement(requirement);
        return step;
    }

    private static AuthenticationExecutionModel subFlow(String id, Requirement requirement) {
        AuthenticationExecutionModel step = new AuthenticationExecutionModel();
        step.setAuthenticatorFlow(true);
        step.setFlowId(id);
        step.setRequirement(requirement);
        return step;
    }
}
