package dev.keyhold.totp;

import dev.keyhold.testing.Stub;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.UserCredentialModel;
import org.keycloak.models.UserModel;

import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class TotpFactorTest {
    private final TotpFactor factor = new TotpFactor();
    private List<String> apps = List.of("phone", "tablet");

    @ParameterizedTest
    @ValueSource(strings = {"keyhold-totp", "auth-otp-form", "auth-conditional-otp-form"})
    void eachAppCountsWhereASignInAsksForCodes(String step) {
        assertThat(factor.secondFactors(null, realm(step), user())).isEqualTo(2);
    }

    @Test
    void noneCountsWhereNoSignInAsks() {
        RealmModel realm = realm("webauthn-authenticator");
        assertThat(factor.secondFactors(null, realm, user())).isZero();
        assertThat(factor.isEnrolled(null, realm, user())).isTrue();
    }

    @Test
    void theCodeOfAnyAppIsAProof() {
        assertThat(proves("tablet's 1")).isFalse();
        assertThat(proves("111 111")).isTrue();
        assertThat(proves("222222")).isTrue();
        assertThat(proves("333333")).isFalse();
        assertThat(proves("١١١١١١")).isFalse();
        apps = List.of();
        assertThat(proves("111111")).isFalse();
        assertThat(factor.isEnrolled(null, null, user())).isFalse();
    }

    private boolean proves(String typed) {
        return factor.check(null, null, user(), typed, null);
    }

    private UserModel user() {
        return Stub.of(UserModel.class).with("credentialManager", Stub.of(SubjectCredentialManager.class)
            .answering("getStoredCredentialsByTypeStream", types -> apps.stream().map(TotpFactorTest::credential))
            .answering("isValid", inputs -> {
                UserCredentialModel typed = (UserCredentialModel) ((Object[]) inputs[0])[0];
                return typed.getValue().equals(typed.getCredentialId().equals("phone") ? "111111" : "222222");
            }).make()).make();
    }

    private static CredentialModel credential(String id) {
        CredentialModel app = new CredentialModel();
        app.setId(id);
        return app;
    }

    private static RealmModel realm(String step) {
        AuthenticationFlowModel flow = new AuthenticationFlowModel();
        flow.setId("flow");
        AuthenticationExecutionModel execution = new AuthenticationExecutionModel();
        execution.setAuthenticator(step);
        execution.setRequirement(AuthenticationExecutionModel.Requirement.ALTERNATIVE);
        return Stub.of(RealmModel.class).with("getBrowserFlow", flow).answering("getAuthenticationExecutionsStream", none -> Stream.of(execution)).make();
    }
}
