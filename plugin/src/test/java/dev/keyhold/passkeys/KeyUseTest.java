package dev.keyhold.passkeys;

import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.util.exception.WebAuthnException;
import com.webauthn4j.verifier.exception.BadSignatureException;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import dev.keyhold.support.Origin;
import dev.keyhold.testing.Stub;
import org.junit.jupiter.api.Test;
import org.keycloak.common.ClientConnection;
import org.keycloak.device.DeviceRepresentationProvider;
import org.keycloak.credential.CredentialProviderFactory;
import org.keycloak.credential.WebAuthnCredentialModelInput;
import org.keycloak.credential.WebAuthnCredentialProvider;
import org.keycloak.credential.WebAuthnCredentialProviderFactory;
import org.keycloak.credential.WebAuthnPasswordlessCredentialProviderFactory;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;

import java.util.Base64;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KeyUseTest {
    private final AtomicInteger tried = new AtomicInteger();
    private final byte[] credentialId = Authenticator.random(16);

    private boolean check(String managed, Origin page, BooleanSupplier keycloaks) {
        RealmModel realm = Stub.of(RealmModel.class).with("getAttribute", managed).with("getId", "realm").make();
        KeycloakSessionFactory failing = Stub.of(KeycloakSessionFactory.class).answering("create", none -> {
            tried.incrementAndGet();
            throw new IllegalStateException("the database does not answer");
        }).make();
        KeycloakSession keycloak = Stub.of(KeycloakSession.class).with("getKeycloakSessionFactory", failing).with("getAttribute", page)
            .with("getProvider", Stub.of(DeviceRepresentationProvider.class).with("deviceRepresentation", null).make())
            .with("getContext", Stub.of(KeycloakContext.class).with("getConnection", Stub.of(ClientConnection.class).with("getRemoteAddr", "203.0.113.9").make()).make()).make();
        WebAuthnCredentialModel stored = WebAuthnCredentialModel.create("webauthn", null, Authenticator.GOOGLE,
            Base64.getEncoder().encodeToString(credentialId), null, "key", 0, "none", Set.of());
        stored.setId("one");
        UserModel user = Stub.of(UserModel.class).with("getId", "user").with("credentialManager", Stub.of(SubjectCredentialManager.class)
            .answering("getStoredCredentialsByTypeStream", none -> Stream.of(stored)).make()).make();
        WebAuthnCredentialModelInput input = new WebAuthnCredentialModelInput("webauthn");
        input.setAuthenticationRequest(new AuthenticationRequest(credentialId, new byte[37], new byte[0], new byte[0]));
        return KeyUse.check(keycloak, realm, user, KeyKind.SECURITY_KEY, input, keycloaks);
    }

    private static boolean refuse(WebAuthnException why) {
        throw why;
    }

    @Test
    void aNoteThatCannotBeWrittenCostsNobodyTheSignIn() {
        assertThat(check("true", null, () -> true)).isTrue();
        assertThat(tried).hasValue(1);
    }

    @Test
    void whatKeycloakDoesNotAcceptIsNoUse() {
        assertThat(check("true", null, () -> false)).isFalse();
        assertThat(tried).hasValue(0);
    }

    @Test
    void inOtherRealmsNothingIsNoted() {
        assertThat(check("false", null, () -> true)).isTrue();
        assertThatThrownBy(() -> check("false", null, () -> refuse(new MaliciousCounterValueException("back"))))
            .isInstanceOf(MaliciousCounterValueException.class);
        assertThat(tried).hasValue(0);
    }

    @Test
    void aCountThatWentBackAtSignInIsNotedAndStaysRefusedEvenIfItCannotBeNoted() {
        assertThatThrownBy(() -> check("true", null, () -> refuse(new MaliciousCounterValueException("back"))))
            .isInstanceOf(MaliciousCounterValueException.class);
        assertThat(tried).hasValue(1);
    }

    @Test
    void otherRefusalsAndThoseOnThePageAreNotNotedHere() {
        assertThatThrownBy(() -> check("true", null, () -> refuse(new BadSignatureException("wrong")))).isInstanceOf(BadSignatureException.class);
        Origin page = new Origin("session", "203.0.113.9", () -> null);
        assertThatThrownBy(() -> check("true", page, () -> refuse(new MaliciousCounterValueException("back"))))
            .isInstanceOf(MaliciousCounterValueException.class);
        assertThat(tried).hasValue(0);
    }

    @Test
    void theProvidersStandInForKeycloaksOwn() {
        CredentialProviderFactory<WebAuthnCredentialProvider> keys = new SecurityKeyCredentials();
        CredentialProviderFactory<WebAuthnCredentialProvider> passkeys = new PasskeyCredentials();
        assertThat(keys.getId()).isEqualTo(WebAuthnCredentialProviderFactory.PROVIDER_ID);
        assertThat(passkeys.getId()).isEqualTo(WebAuthnPasswordlessCredentialProviderFactory.PROVIDER_ID);
        assertThat(keys.create(null).getType()).isEqualTo("webauthn");
        assertThat(passkeys.create(null).getType()).isEqualTo("webauthn-passwordless");
        assertThat(new RegisterSecurityKey().getId()).isEqualTo(KeyKind.SECURITY_KEY.action());
        assertThat(new RegisterPasskey().getId()).isEqualTo(KeyKind.PASSKEY.action());
    }
}
