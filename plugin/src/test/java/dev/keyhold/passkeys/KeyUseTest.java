package dev.keyhold.passkeys;

import com.webauthn4j.data.AuthenticationRequest;
import dev.keyhold.testing.Stub;
import org.junit.jupiter.api.Test;
import org.keycloak.common.ClientConnection;
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
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class KeyUseTest {
    private final AtomicInteger tried = new AtomicInteger();
    private final byte[] credentialId = Authenticator.random(16);

    private boolean note(String enabled) {
        RealmModel realm = Stub.of(RealmModel.class).with("getAttribute", enabled).with("getId", "realm").make();
        KeycloakSessionFactory failing = Stub.of(KeycloakSessionFactory.class).answering("create", none -> {
            tried.incrementAndGet();
            throw new IllegalStateException("the database does not answer");
        }).make();
        KeycloakSession keycloak = Stub.of(KeycloakSession.class).with("getKeycloakSessionFactory", failing).with("getAttribute", null)
            .with("getContext", Stub.of(KeycloakContext.class).with("getConnection", Stub.of(ClientConnection.class).with("getRemoteAddr", "203.0.113.9").make()).make()).make();
        WebAuthnCredentialModel stored = WebAuthnCredentialModel.create("webauthn", null, Authenticator.GOOGLE,
            Base64.getEncoder().encodeToString(credentialId), null, "key", 0, "none", Set.of());
        stored.setId("one");
        UserModel user = Stub.of(UserModel.class).with("getId", "user").with("credentialManager", Stub.of(SubjectCredentialManager.class)
            .answering("getStoredCredentialsByTypeStream", none -> Stream.of(stored)).make()).make();
        WebAuthnCredentialModelInput input = new WebAuthnCredentialModelInput("webauthn");
        input.setAuthenticationRequest(new AuthenticationRequest(credentialId, new byte[37], new byte[0], new byte[0]));
        return KeyUse.note(keycloak, realm, user, KeyKind.SECURITY_KEY, input);
    }

    @Test
    void aNoteThatCannotBeWrittenCostsNobodyTheSignIn() {
        assertThat(note("true")).isTrue();
        assertThat(tried).hasValue(1);
    }

    @Test
    void inOtherRealmsNothingIsNoted() {
        assertThat(note("false")).isTrue();
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
