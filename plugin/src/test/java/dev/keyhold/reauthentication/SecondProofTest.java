package dev.keyhold.reauthentication;

import dev.keyhold.support.TestTree;
import dev.keyhold.testing.Race;
import dev.keyhold.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** A password and a code together. */
class SecondProofTest {
    private static final String RIGHT = "123456";
    private static TestDatabase database;

    private final ProofWorld world = new ProofWorld(database);
    private final RightWord app = new RightWord("totp", RIGHT);

    @BeforeAll
    static void open() {
        database = TestDatabase.open("META-INF/keyhold-changelog.xml", ProofWorld.ENTITIES);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void hasAnApp() {
        world.seconds.add(app);
        world.stored = List.of("password", "otp");
    }

    @Test
    void bothTogetherGiveAGrant() {
        TestTree.Answer answer = prove("totp.remove", "5f0c", "right", RIGHT);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("operation").asText()).isEqualTo("totp.remove");
        assertThat(answer.body().get("target").asText()).isEqualTo("5f0c");
        assertThat(answer.body().get("methods")).extracting(method -> method.asText()).containsExactly("password", "totp");
        assertThat(world.toldKeycloak).containsExactly("successfulLogin");
        assertThat(database.rowsOf("KeyholdAttempts", world.user)).isZero();
    }

    @Test
    void withoutACodeNothingIsChecked() {
        TestTree.Answer answer = world.post("{\"operation\":\"totp.remove\",\"target\":\"5f0c\",\"password\":\"right\"}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("errors").get(0).get("pointer").asText()).isEqualTo("/code");
        assertThat(world.comparisons).hasValue(0);
        assertThat(database.rowsOf("KeyholdAttempts", world.user)).isZero();
    }

    /** Threat: codes are tried out without the password. Bound: a wrong password uses up no code, no try at one, and tells nothing of it. */
    @Test
    void afterAWrongPasswordTheCodeIsNotLookedAt() {
        for (String code : new String[]{RIGHT, "000000"}) {
            TestTree.Answer answer = prove("sessions.end", "", "wrong", code);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body().get("field").asText()).isEqualTo("password");
        }
        assertThat(app.checks).hasValue(0);
        assertThat(triesLeftOfCode()).isEqualTo(ProofWorld.LIMIT - 1);
    }

    @Test
    void aWrongCodeIsSaidOfItsFieldAndKeycloakHearsNothing() {
        TestTree.Answer answer = prove("sessions.end", "", "right", "000000");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body().get("field").asText()).isEqualTo("code");
        assertThat(answer.body().get("triesLeft").asInt()).isEqualTo(ProofWorld.LIMIT - 1);
        assertThat(world.toldKeycloak).isEmpty();
        assertThat(world.logged()).containsExactly("reauthentication.failed");
    }

    /** Threat: guessing codes on after the lock. The password's own tries are untouched by it. */
    @Test
    void theCodesLockIsToldAndLoggedAndNothingIsCheckedUnderIt() {
        for (int i = 1; i < ProofWorld.LIMIT; i++) {
            prove("sessions.end", "", "right", "000000");
        }
        TestTree.Answer last = prove("sessions.end", "", "right", "000000");
        assertThat(last.body().get("triesLeft").asInt()).isZero();
        assertThat(last.body().get("retryAt").asText()).isEqualTo("2026-11-22T09:01:00Z");
        assertThat(world.logged()).contains("factor.locked");
        int looked = world.comparisons.get();
        TestTree.Answer refused = prove("sessions.end", "", "right", RIGHT);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.retryAfter()).isEqualTo("60");
        assertThat(world.comparisons).hasValue(looked);
        assertThat(app.checks).hasValue(ProofWorld.LIMIT);
        world.clock.forward(Duration.ofSeconds(60));
        assertThat(prove("sessions.end", "", "right", RIGHT).status()).isEqualTo(200);
    }

    @Test
    void theLockOfTheCodeLeavesTheTriesAtThePasswordAlone() {
        for (int i = 0; i < ProofWorld.LIMIT + 5; i++) {
            prove("sessions.end", "", "right", "000000");
        }
        world.clock.forward(Duration.ofSeconds(60));
        assertThat(prove("sessions.end", "", "wrong", RIGHT).body().get("triesLeft").asInt()).isEqualTo(ProofWorld.LIMIT - 1);
    }

    /** Keycloak does not hear of wrong codes and so never disables the user: a lock for good would be nobody's to open. */
    @Test
    void theLockOfTheCodeAlwaysEnds() {
        world.permanentAfter = 0;
        for (int i = 0; i < ProofWorld.LIMIT; i++) {
            prove("sessions.end", "", "right", "000000");
        }
        assertThat(prove("sessions.end", "", "right", RIGHT).body().get("retryAt").asText()).isEqualTo("2026-11-22T09:01:00Z");
    }

    @Test
    void aStoreThatFailsIsNobodysMiss() {
        app.storeIsDown = true;
        for (int i = 0; i < ProofWorld.LIMIT + 1; i++) {
            assertThat(prove("sessions.end", "", "right", RIGHT).status()).isEqualTo(500);
        }
        app.storeIsDown = false;
        world.storeIsDown = true;
        assertThat(prove("sessions.end", "", "right", RIGHT).status()).isEqualTo(500);
        world.storeIsDown = false;
        assertThat(world.logged()).isEmpty();
        assertThat(prove("sessions.end", "", "right", RIGHT).status()).isEqualTo(200);
        assertThat(world.locks).isEmpty();
    }

    @Test
    void whileASignInChecksACodeTheDialogIsTurnedAway() {
        world.locks.add("keyhold.reauthentication.check.totp." + world.user);
        TestTree.Answer refused = prove("sessions.end", "", "right", RIGHT);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.body().get("retryAt").isNull()).isTrue();
        assertThat(world.comparisons).hasValue(0);
        assertThat(database.rowsOf("KeyholdAttempts", world.user)).isZero();
    }

    @Test
    void aRealmMayLetThePasswordAloneEndSessionsAndNothingElse() {
        world.realmAttributes.put("keyhold.reauthentication", "password");
        assertThat(prove("sessions.end", "", "right", "000000").status()).isEqualTo(200);
        assertThat(app.checks).hasValue(0);
        for (String operation : List.of("totp.enrol", "recovery-codes.generate")) {
            assertThat(prove(operation, "", "right", "000000").status()).isEqualTo(403);
        }
    }

    /** The app may have been removed by an administrator while the dialog was open. */
    @Test
    void aCodeThatNobodyAskedForIsNotLookedAt() {
        app.possible = false;
        TestTree.Answer answer = prove("sessions.end", "", "right", "000000");
        assertThat(answer.body().get("methods")).hasSize(1);
        assertThat(app.checks).hasValue(0);
    }

    @Test
    void onlyWhatIsInTheListCanBeProvedAndOnlyForItsTarget() {
        for (String bad : List.of("password.change|", "totp.remove|", "sessions.end|x", "recovery-codes.generate|x", "pin.change|", "pin.set|x", "totp.remove|" + "x".repeat(256))) {
            String[] parts = bad.split("\\|", -1);
            assertThat(prove(parts[0], parts[1], "right", RIGHT).status()).isEqualTo(400);
        }
        assertThat(world.comparisons).hasValue(0);
        assertThat(prove("totp.enrol", "", "right", RIGHT).status()).isEqualTo(200);
        assertThat(prove("totp.enrol", "5f0c", "right", RIGHT).status()).isEqualTo(200);
    }

    /** Threat: parallel guesses share one try. */
    @Test
    void ofManyParallelGuessesNoMoreThanTheLimitAreChecked() throws Exception {
        List<TestTree.Answer> answers = Race.of(32, () -> prove("sessions.end", "", "right", "000000"));
        assertThat(answers).extracting(TestTree.Answer::status).containsOnly(403, 429);
        assertThat(app.checks.get()).isBetween(1, ProofWorld.LIMIT);
    }

    private int triesLeftOfCode() {
        return prove("sessions.end", "", "right", "000000").body().get("triesLeft").asInt();
    }

    private TestTree.Answer prove(String operation, String target, String password, String code) {
        return world.post("{\"operation\":\"" + operation + "\",\"target\":\"" + target + "\",\"password\":\"" + password + "\",\"code\":\"" + code + "\"}");
    }
}
