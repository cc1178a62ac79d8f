package dev.keyhold.reauthentication;

import dev.keyhold.support.TestTree;
import dev.keyhold.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** "I can't use these": a password and a recovery code in place of the lost app. */
class RescueTest {
    private static final String RIGHT = "abcd-efgh";
    private static TestDatabase database;

    private final ProofWorld world = new ProofWorld(database);
    private final RightWord app = new RightWord("totp", "123456");
    private final RightWord codes = new RightWord("recovery-code", RIGHT);

    @BeforeAll
    static void open() {
        database = TestDatabase.open("META-INF/keyhold-changelog.xml", ProofWorld.ENTITIES);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void hasAnAppAndCodes() {
        world.seconds.addAll(List.of(app, codes));
        world.otherSessions.set(3);
    }

    @Test
    void givesTenMinutesForWhatALostFactorNeedsAndEndsTheOtherSessions() {
        TestTree.Answer answer = rescue("totp.remove", "right", RIGHT);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("operation").asText()).isEqualTo("rescue");
        assertThat(answer.body().get("covers")).extracting(word -> word.asText()).containsExactly("totp.remove", "totp.enrol", "passkeys.remove", "passkeys.enrol", "recovery-codes.generate", "pin.set");
        assertThat(answer.body().get("methods")).extracting(word -> word.asText()).containsExactly("password", "recovery-code");
        assertThat(answer.body().get("expiresAt").asText()).isEqualTo("2026-11-22T09:10:00Z");
        assertThat(world.otherSessions).hasValue(0);
        assertThat(world.logged()).containsExactly("reauthentication.rescued");
        assertThat(app.checks).hasValue(0);
    }

    @Test
    void sessionsThatNoTimeWasForMayBeEndedByItToo() {
        world.sessionsThatTimeIsFor = 2;
        TestTree.Answer answer = rescue("totp.remove", "right", RIGHT);
        assertThat(answer.body().get("covers")).extracting(word -> word.asText()).endsWith("pin.set", "sessions.end").hasSize(7);
    }

    @Test
    void aWrongPasswordUsesUpNoRecoveryCode() {
        TestTree.Answer answer = rescue("totp.remove", "wrong", RIGHT);
        assertThat(answer.body().get("field").asText()).isEqualTo("password");
        assertThat(codes.checks).hasValue(0);
        assertThat(world.otherSessions).hasValue(3);
    }

    @Test
    void aWrongRecoveryCodeIsCountedOnItsOwn() {
        for (int tries = ProofWorld.LIMIT - 1; tries >= 0; tries--) {
            TestTree.Answer answer = rescue("totp.remove", "right", "wrong");
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body().get("field").asText()).isEqualTo("recoveryCode");
            assertThat(answer.body().get("triesLeft").asInt()).isEqualTo(tries);
        }
        assertThat(rescue("totp.remove", "right", RIGHT).status()).isEqualTo(429);
        assertThat(database.rowsOf("KeyholdGrant", world.user)).isZero();
        // The app's own tries are all there.
        assertThat(world.post("{\"operation\":\"sessions.end\",\"target\":\"\",\"password\":\"right\",\"code\":\"123456\"}").status()).isEqualTo(200);
    }

    /** Threat: a found recovery code in place of the password's second factor, where there is none to be lost. */
    @Test
    void isThereOnlyForALostSecondFactorAndOnlyForWhatThatNeeds() {
        for (String operation : List.of("sessions.end", "password.change")) {
            assertThat(rescue(operation, "right", RIGHT).status()).isEqualTo(400);
        }
        assertThat(world.post("{\"operation\":\"totp.enrol\",\"target\":\"\",\"password\":\"right\",\"code\":\"123456\",\"recoveryCode\":\"" + RIGHT + "\"}").status()).isEqualTo(400);
        app.possible = false;
        assertThat(rescue("totp.enrol", "right", RIGHT).status()).isEqualTo(400);
        assertThat(world.comparisons).hasValue(0);
        assertThat(codes.checks).hasValue(0);
    }

    /** How many codes are left is not told by whether a proof may be tried. */
    @Test
    void withNoCodeLeftItIsNotOfferedButRefusedLikeAWrongOne() {
        codes.possible = false;
        assertThat(world.overview().get("rescue").asBoolean()).isFalse();
        assertThat(rescue("totp.enrol", "right", "wrong").body().get("field").asText()).isEqualTo("recoveryCode");
    }

    @Test
    void theOverviewTellsWhatIsAsked() {
        world.realmAttributes.put("keyhold.reauthentication", "password");
        var section = world.overview();
        assertThat(section.get("rescue").asBoolean()).isTrue();
        assertThat(section.get("methods").toString()).isEqualTo("[{\"kind\":\"password\",\"and\":\"totp\"}]");
        assertThat(section.get("methodsToEndSessions").toString()).isEqualTo("[{\"kind\":\"password\",\"and\":null}]");
        world.hasPassword = false;
        assertThat(world.overview().get("unavailable").get("reason").asText()).isEqualTo("no-provable-factor");
    }

    private TestTree.Answer rescue(String operation, String password, String code) {
        String target = operation.equals("totp.remove") ? "5f0c" : "";
        return world.post("{\"operation\":\"" + operation + "\",\"target\":\"" + target + "\",\"password\":\"" + password
            + "\",\"recoveryCode\":\"" + code + "\"}");
    }
}
