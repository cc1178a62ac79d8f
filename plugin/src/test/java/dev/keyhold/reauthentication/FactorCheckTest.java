package dev.keyhold.reauthentication;

import dev.keyhold.reauthentication.FactorCheck.Result;
import dev.keyhold.testing.Race;
import dev.keyhold.testing.Stub;
import dev.keyhold.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.keycloak.common.ClientConnection;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.device.DeviceRepresentationProvider;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A code at sign-in. */
class FactorCheckTest {
    private static final int LIMIT = ProofWorld.LIMIT;
    private static TestDatabase database;

    private final ProofWorld world = new ProofWorld(database);
    private final AtomicInteger checks = new AtomicInteger();
    private boolean logFails;

    @BeforeAll
    static void open() {
        database = TestDatabase.open("META-INF/keyhold-changelog.xml", ProofWorld.ENTITIES);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void tellsWhatIsLeftAndThenUntilWhenItPauses() {
        for (int left = LIMIT - 1; left > 0; left--) {
            assertThat(guess(false)).isEqualTo(new Result.Wrong(left, null));
        }
        var until = world.clock.instant().plusSeconds(60);
        assertThat(pausedUntil()).isNull();
        assertThat(guess(false)).isEqualTo(new Result.Wrong(0, until));
        assertThat(guess(true)).isEqualTo(new Result.Paused(until));
        assertThat(pausedUntil()).isEqualTo(until);
        assertThat(checks).hasValue(LIMIT);
        assertThat(world.logged()).containsExactly("factor.locked");
        world.clock.forward(Duration.ofSeconds(60));
        assertThat(pausedUntil()).isNull();
        assertThat(guess(true)).isEqualTo(new Result.Right());
        assertThat(guess(false)).isEqualTo(new Result.Wrong(LIMIT - 1, null));
    }

    @Test
    void whileAnotherCheckRunsItIsNeitherMadeNorCounted() {
        world.locks.add("keyhold.reauthentication.check.totp." + world.user);
        assertThat(guess(true)).isEqualTo(new Result.Busy());
        assertThat(database.rowsOf("KeyholdAttempts", world.user)).isZero();
    }

    @Test
    void aCheckWithoutAVerdictGoesThroughAndIsNotTheUsersMiss() {
        for (int i = 0; i < LIMIT + 1; i++) {
            assertThatThrownBy(() -> run(() -> {
                throw new IllegalStateException("the store does not answer");
            })).hasMessage("the store does not answer");
        }
        assertThat(guess(false)).isEqualTo(new Result.Wrong(LIMIT - 1, null));
        assertThat(world.locks).isEmpty();
    }

    /** Threat: tries without end by sign-ins that fail after the check. */
    @Test
    void aSignInThatIsRolledBackForgetsNothing() {
        assertThatThrownBy(() -> database.run(em -> {
            check().run(session(em), world.realm(), world.person(), "totp", () -> true);
            throw new IllegalStateException("the sign-in fails");
        })).hasMessage("the sign-in fails");
        assertThat(guess(false)).isEqualTo(new Result.Wrong(LIMIT - 2, null));
        guess(true);
        assertThat(database.rowsOf("KeyholdAttempts", world.user)).isZero();
    }

    /** Threat: a sign-in that breaks because its pause cannot be logged. The pause holds all the same. */
    @Test
    void aLogThatFailsBreaksNoSignIn() {
        logFails = true;
        for (int i = 0; i < LIMIT; i++) {
            guess(false);
        }
        assertThat(guess(true)).isInstanceOf(Result.Paused.class);
        assertThat(world.logged()).isEmpty();
    }

    /** Threat: a thousand guesses over the page and sign-in together. Bound: the tries of one. */
    @Test
    void guessesOnThePageAndAtSignInShareTheirTries() throws Exception {
        RightWord app = new RightWord("totp", "123456");
        world.seconds.add(app);
        Race.of(40, () -> {
            for (int i = 0; i < 25; i++) {
                if (ThreadLocalRandom.current().nextBoolean()) {
                    guess(false);
                } else {
                    world.post("{\"operation\":\"sessions.end\",\"target\":\"\",\"password\":\"right\",\"code\":\"000000\"}");
                }
            }
            return null;
        });
        assertThat(checks.get() + app.checks.get()).isEqualTo(LIMIT);
        assertThat(guess(true)).isInstanceOf(Result.Paused.class);
    }

    private Result guess(boolean right) {
        return run(() -> {
            checks.incrementAndGet();
            return right;
        });
    }

    private Result run(Supplier<Boolean> check) {
        return database.run(em -> check().run(session(em), world.realm(), world.person(), "totp", check));
    }

    private java.time.Instant pausedUntil() {
        return database.run(em -> check().pausedUntil(session(em), world.person(), "totp"));
    }

    private FactorCheck check() {
        return new FactorCheck(world.clock, world.log, keycloak -> database);
    }

    private KeycloakSession session(EntityManager em) {
        ClientConnection connection = Stub.of(ClientConnection.class).with("getRemoteAddr", "203.0.113.9").make();
        return Stub.of(KeycloakSession.class).with("singleUseObjects", world.singleUse())
            .with("getContext", Stub.of(KeycloakContext.class).with("getConnection", connection).make())
            .answering("getProvider", types -> types[0] == JpaConnectionProvider.class
                ? Stub.of(JpaConnectionProvider.class).with("getEntityManager", em).make() : devices()).make();
    }

    private DeviceRepresentationProvider devices() {
        return Stub.of(DeviceRepresentationProvider.class).answering("deviceRepresentation", none -> {
            if (logFails) {
                throw new IllegalStateException("no device");
            }
            return null;
        }).make();
    }
}
