package dev.keyhold.reauthentication;

import dev.keyhold.support.TestTree;
import dev.keyhold.testing.Race;
import dev.keyhold.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class ReauthenticationRoomTest {
    private static TestDatabase database;

    private final ProofWorld world = new ProofWorld(database);

    @BeforeAll
    static void open() {
        database = TestDatabase.open("META-INF/keyhold-changelog.xml", ProofWorld.ENTITIES);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void aRightPasswordGivesAGrantAndIsLogged() {
        TestTree.Answer answer = world.prove("right");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("expiresAt").asText()).isEqualTo("2026-11-22T09:05:00Z");
        assertThat(world.toldKeycloak).containsExactly("successfulLogin");
        assertThat(world.logged()).containsExactly("reauthentication.succeeded");
        assertThat(database.rowsOf("KeyholdGrant", world.user)).isEqualTo(1);
        assertThat(database.rowsOf("KeyholdAttempts", world.user)).isZero();
    }

    /** Threat: a thief who knows the password proves it here again and again, so that guesses at the authenticator app never lock. */
    @ParameterizedTest
    @ValueSource(strings = {"otp", "webauthn", "webauthn-passwordless", "recovery-authn-codes"})
    void aRightPasswordLeavesKeycloaksCountOfASecondFactorAlone(String second) {
        world.stored = List.of("password", second);
        assertThat(world.prove("right").status()).isEqualTo(200);
        assertThat(world.toldKeycloak).isEmpty();
    }

    /** A PIN is asked for what follows a sign-in: for the sign-in itself the password is the whole proof. */
    @Test
    void aPinIsNoSecondFactor() {
        world.stored = List.of("password", "keyhold-pin");
        assertThat(world.prove("right").status()).isEqualTo(200);
        assertThat(world.toldKeycloak).containsExactly("successfulLogin");
        assertThat(world.overview().get("methods").toString()).isEqualTo("[{\"kind\":\"password\",\"and\":null}]");
        assertThat(world.overview().get("rescue").asBoolean()).isFalse();
    }

    @Test
    void aRefusalIsLoggedEvenWhenKeycloakCannotBeTold() {
        world.tellingFails = true;
        assertThat(world.prove("wrong").status()).isEqualTo(500);
        assertThat(world.logged()).containsExactly("reauthentication.failed");
    }

    @Test
    void aWrongOneIsCountedToldAndLogged() {
        TestTree.Answer answer = world.prove("wrong");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body().get("triesLeft").asInt()).isEqualTo(ProofWorld.LIMIT - 1);
        assertThat(world.toldKeycloak).containsExactly("failedLogin");
        assertThat(world.logged()).containsExactly("reauthentication.failed");
        assertThat(database.rowsOf("KeyholdGrant", world.user)).isZero();
    }

    /** Two wrong passwords within a second lock for a minute, by Keycloak's "quick login check", long before the tries are used up. */
    @Test
    void aWrongOneAfterWhichKeycloakLocksHasNoTriesLeft() {
        world.failuresUntilKeycloakLocks = 2;
        assertThat(world.prove("wrong").body().has("retryAt")).isFalse();
        // Keycloak counts in a thread of its own, a little later.
        world.looksUntilCounted.set(3);
        TestTree.Answer refused = world.prove("wrong");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body().get("triesLeft").asInt()).isZero();
        assertThat(refused.body().get("retryAt").asText()).isEqualTo("2026-11-22T09:00:30Z");
        assertThat(refused.retryAfter()).isEqualTo("30");
        assertThat(world.logged()).containsExactly("reauthentication.failed", "reauthentication.failed");
    }

    @Test
    void aWrongOneAfterWhichKeycloakLocksForGoodTellsNoTime() {
        world.failuresUntilKeycloakLocks = 1;
        world.keycloakLocksForGood = true;
        TestTree.Answer refused = world.prove("wrong");
        assertThat(refused.body().get("triesLeft").asInt()).isZero();
        assertThat(refused.body().get("retryAt").isNull()).isTrue();
        assertThat(refused.retryAfter()).isNull();
    }

    @Test
    void theLastTryTellsWhenTheLongerOfBothLocksEnds() {
        world.failuresUntilKeycloakLocks = ProofWorld.LIMIT;
        world.prove("wrong");
        world.prove("wrong");
        assertThat(world.prove("wrong").body().get("retryAt").asText()).isEqualTo("2026-11-22T09:01:00Z");
    }

    /** Our own count holds when Keycloak does not count in time. */
    @Test
    void aWrongOneThatKeycloakDoesNotCountIsRefusedAllTheSame() {
        world.looksUntilCounted.set(Integer.MAX_VALUE);
        TestTree.Answer refused = world.prove("wrong");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body().get("triesLeft").asInt()).isEqualTo(ProofWorld.LIMIT - 1);
    }

    /** Threat: guessing on after the lock. Bound: not even a right password is looked at until the lock ends. */
    @Test
    void afterTheLimitARightOneIsRefusedUntilTheLockEnds() {
        for (int i = 0; i < ProofWorld.LIMIT; i++) {
            world.prove("wrong");
        }
        TestTree.Answer refused = world.prove("right");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.retryAfter()).isEqualTo("60");
        assertThat(refused.body().get("retryAt").asText()).isEqualTo("2026-11-22T09:01:00Z");
        assertThat(world.comparisons).hasValue(ProofWorld.LIMIT);
        world.clock.forward(Duration.ofSeconds(60));
        assertThat(world.prove("right").status()).isEqualTo(200);
    }

    @Test
    void keycloaksOwnLockIsAskedFirst() {
        world.lockedByKeycloak = true;
        TestTree.Answer refused = world.prove("right");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.retryAfter()).isEqualTo("30");
        assertThat(world.comparisons).hasValue(0);
        assertThat(database.rowsOf("KeyholdAttempts", world.user)).isZero();
    }

    /** Keycloak calls a user disabled also while it still counts another sign-in of theirs; nobody needs an administrator for that. */
    @Test
    void aMomentInWhichKeycloakCountsASignInIsNoLockForGood() {
        world.lockedByKeycloak = true;
        world.keycloakWaits = -30;
        TestTree.Answer refused = world.prove("right");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.retryAfter()).isEqualTo("1");
        assertThat(refused.body().get("retryAt").asText()).isEqualTo("2026-11-22T09:00:01Z");
    }

    @Test
    void whileOneCheckRunsAnotherIsTurnedAwayUncounted() {
        world.locks.add("keyhold.reauthentication.check.password." + world.user);
        TestTree.Answer refused = world.prove("right");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.retryAfter()).isEqualTo("1");
        assertThat(refused.body().get("retryAt").isNull()).isTrue();
        assertThat(database.rowsOf("KeyholdAttempts", world.user)).isZero();
    }

    /** Our own fault is never the user's miss. */
    @Test
    void aCheckWithoutAVerdictIsGivenBack() {
        world.storeIsDown = true;
        for (int i = 0; i < ProofWorld.LIMIT + 1; i++) {
            assertThat(world.prove("right").status()).isEqualTo(500);
        }
        assertThat(world.logged()).isEmpty();
        assertThat(world.toldKeycloak).isEmpty();
        world.storeIsDown = false;
        assertThat(world.prove("right").status()).isEqualTo(200);
        assertThat(world.locks).isEmpty();
    }

    @Test
    void withoutAPasswordThereIsNothingToProve() {
        world.hasPassword = false;
        TestTree.Answer refused = world.prove("right");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().get("accountUrl").asText()).isEqualTo("https://id.example.org/realms/demo/account");
    }

    /** Threat: parallel guesses share one try. Bound: no more than the limit are compared. */
    @Test
    void ofManyParallelGuessesNoMoreThanTheLimitAreCompared() throws Exception {
        List<TestTree.Answer> answers = Race.of(32, () -> world.prove("wrong"));
        assertThat(answers).extracting(TestTree.Answer::status).containsOnly(403, 429);
        assertThat(world.comparisons.get()).isBetween(1, ProofWorld.LIMIT);
    }
}
