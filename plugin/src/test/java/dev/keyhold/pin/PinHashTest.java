package dev.keyhold.pin;

import dev.keyhold.support.ProblemException;
import dev.keyhold.testing.Stub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.credential.CredentialModel;
import org.keycloak.credential.CredentialProvider;
import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.crypto.hash.Argon2PasswordHashProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.tracing.NoopTracingProvider;
import org.keycloak.tracing.TracingProvider;
import org.keycloak.util.JsonSerialization;
import org.keycloak.utils.KeycloakSessionUtil;

import java.util.Map;
import java.util.concurrent.Semaphore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** With Keycloak's own Argon2, at the cost that it gives passwords. */
class PinHashTest {
    private static final PasswordHashProvider ARGON2 = new Argon2PasswordHashProvider("1.3", "id", 32, 7168, 5, 1, new Semaphore(2));

    @BeforeEach
    void theHashAsksWhoTraces() {
        KeycloakSessionUtil.setKeycloakSession(keycloak(null));
    }

    @AfterEach
    void nobodyDoesAfterIt() {
        KeycloakSessionUtil.setKeycloakSession(null);
    }

    @Test
    void onlyTheSamePinUnderTheSameKeyIsRight() throws Exception {
        StoredPin stored = stored(hash(PinWorld.KEY).make("008391"));
        assertThat(hash(PinWorld.KEY).isRight(stored, "008391")).isTrue();
        assertThat(hash(PinWorld.KEY).isRight(stored, "8391")).isFalse();
        assertThat(hash(PinWorld.KEY).isRight(stored, "0083910")).isFalse();
        assertThat(hash(PinWorld.NEWER_KEY.replace("two:", "one:")).isRight(stored, "008391")).isFalse();
        var argon2 = JsonSerialization.readValue(stored.credential().getCredentialData(), Map.class).get("argon2");
        assertThat(argon2.toString()).contains("argon2", "hashIterations=5", "7168", "1.3", "id");
    }

    @Test
    void twoHashesOfOnePinDiffer() {
        assertThat(stored(hash(PinWorld.KEY).make("839274")).credential().getSecretData())
            .isNotEqualTo(stored(hash(PinWorld.KEY).make("839274")).credential().getSecretData());
    }

    @Test
    void aKeyThatIsNotCurrentAnyMoreStillChecks() {
        StoredPin stored = stored(hash(PinWorld.KEY).make("839274"));
        PinHash rotated = hash(PinWorld.NEWER_KEY + "," + PinWorld.KEY);
        assertThat(rotated.isOld(stored)).isTrue();
        assertThat(rotated.isRight(stored, "839274")).isTrue();
        assertThat(rotated.isOld(stored(rotated.make("839274")))).isFalse();
    }

    @Test
    void withoutAKeyNothingIsPossible() {
        StoredPin stored = stored(hash(PinWorld.KEY).make("839274"));
        for (PinHash without : new PinHash[]{hash(""), PinHash.of(keycloak(null))}) {
            assertThat(without.isPossible()).isFalse();
            assertThat(without.isPossible(stored)).isFalse();
            assertThatThrownBy(() -> without.make("839274")).isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void whatIsPrintedTellsNoHash() {
        PinHash.Made made = hash(PinWorld.KEY).make("839274");
        assertThat(made.toString() + stored(made)).doesNotContain(made.hash().getPasswordSecretData().getValue());
    }

    private static StoredPin stored(PinHash.Made made) {
        CredentialModel credential = new CredentialModel();
        credential.setId("id");
        credential.setCreatedDate(0L);
        StoredPin.write(credential, made.key(), 0, made.hash());
        return StoredPin.of(credential);
    }

    private static PinHash hash(String pepper) {
        return PinHash.of(keycloak(new PinCredentialProvider(null, Peppers.read(pepper))));
    }

    private static KeycloakSession keycloak(PinCredentialProvider credentials) {
        return Stub.of(KeycloakSession.class).answering("getProvider", types -> types[0] == TracingProvider.class ? new NoopTracingProvider()
            : types[0] == CredentialProvider.class ? credentials : ARGON2).make();
    }
}
