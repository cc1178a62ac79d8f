package dev.keyhold.pin;

import dev.keyhold.securitylog.SecurityLog;
import dev.keyhold.testing.Race;
import dev.keyhold.testing.Stub;
import dev.keyhold.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.keycloak.common.ClientConnection;
import org.keycloak.credential.CredentialProvider;
import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.device.DeviceRepresentationProvider;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;

import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import static org.assertj.core.api.Assertions.assertThat;

class PinGuessesTest {
    private static TestDatabase database;

    private final PinWorld world = new PinWorld(database);

    @BeforeAll
    static void open() {
        database = TestDatabase.open("META-INF/keyhold-changelog.xml", PinWorld.ENTITIES);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    /** Threat: a thousand guesses at once, over the page and the sign-in step together. Bound: five are looked at. */
    @Test
    void ofAThousandParallelGuessesFiveAreLookedAt() throws Exception {
        world.set(PinWorld.PIN);
        guessInParallel();
        assertThat(world.argon2.compared).hasValue(5);
        assertThat(world.section().get("pausedUntil").isNull()).isFalse();
    }

    /** The same where the rule of one check at a time fails, as between nodes that lost each other: the count alone holds. */
    @Test
    void theCountAloneHoldsToo() throws Exception {
        world.set(PinWorld.PIN);
        world.locksFail = true;
        guessInParallel();
        assertThat(world.argon2.compared).hasValue(5);
    }

    private void guessInParallel() throws Exception {
        Race.of(40, () -> {
            for (int i = 0; i < 25; i++) {
                if (ThreadLocalRandom.current().nextBoolean()) {
                    world.change("604193", PinWorld.ANOTHER);
                } else {
                    guessAtSignIn();
                }
            }
            return null;
        });
    }

    private void guessAtSignIn() {
        StoredPin pin = new KeycloakPins(world.user()).find().orElseThrow();
        new Pins(world.clock, new SecurityLog(world.clock), world.check()).check(keycloak(), world.realm(), world.user(), pin, "604193");
    }

    private KeycloakSession keycloak() {
        ClientConnection connection = Stub.of(ClientConnection.class).with("getRemoteAddr", "203.0.113.9").make();
        Map<Object, Object> providers = Map.of(CredentialProvider.class, new PinCredentialProvider(null, Peppers.read(world.pepper)),
            PasswordHashProvider.class, world.argon2,
            DeviceRepresentationProvider.class, Stub.of(DeviceRepresentationProvider.class).with("deviceRepresentation", null).make());
        return Stub.of(KeycloakSession.class).with("singleUseObjects", world.singleUse())
            .with("getContext", Stub.of(KeycloakContext.class).with("getConnection", connection).make())
            .answering("getProvider", types -> providers.get(types[0])).make();
    }
}
