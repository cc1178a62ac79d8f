package dev.keyhold.passkeys;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyhold.support.Json;
import dev.keyhold.support.TestTree;
import dev.keyhold.testing.Golden;
import dev.keyhold.testing.Race;
import dev.keyhold.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import static org.assertj.core.api.Assertions.assertThat;

class KeyTestsTest {
    private static TestDatabase database;

    private final AssertionWorld world = new AssertionWorld(database);

    @BeforeAll
    static void open() {
        database = TestDatabase.open("META-INF/keyhold-changelog.xml", AssertionWorld.ENTITIES);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @ParameterizedTest
    @EnumSource(KeyKind.class)
    void aKeyThatWorksIsShownAndLoggedAndGivesNoGrant(KeyKind kind) {
        TestKey key = world.has(kind);
        world.has(kind);
        JsonNode challenge = start(key);
        assertThat(challenge.get("publicKey").get("allowCredentials")).hasSize(1);
        assertThat(challenge.get("publicKey").get("allowCredentials").get(0).get("id").asText()).isEqualTo(key.credentialId());
        TestTree.Answer answer = world.finishTest("mine", challenge.get("id").asText(), key.sign(challenge).answer());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("id").asText()).isEqualTo(key.id);
        assertThat(world.counter(key)).isEqualTo(2);
        assertThat(world.logged()).containsExactly(kind == KeyKind.PASSKEY ? "passkey.tested" : "security-key.tested");
        assertThat(world.targetOf(kind == KeyKind.PASSKEY ? "passkey.tested" : "security-key.tested")).isEqualTo(key.id);
        assertThat(database.rowsOf("KeyholdGrant", world.user)).isZero();
    }

    @Test
    void whatIsWrongIsTold() {
        TestKey key = world.has(KeyKind.PASSKEY);
        assertThat(reason(key, ceremony -> ceremony.challenge("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"))).isEqualTo("challenge");
        assertThat(reason(key, ceremony -> ceremony.origin("https://evil.example.org"))).isEqualTo("origin");
        assertThat(reason(key, TestKey.Ceremony::inAFrame)).isEqualTo("origin");
        assertThat(reason(key, ceremony -> ceremony.relyingParty("evil.example.org"))).isEqualTo("relying-party");
        assertThat(reason(key, TestKey.Ceremony::breakingTheSignature)).isEqualTo("signature");
        assertThat(reason(key, TestKey.Ceremony::withoutVerification)).isEqualTo("user-verification");
        assertThat(reason(key, ceremony -> ceremony.type("webauthn.create"))).isEqualTo("malformed");
        assertThat(reason(key, ceremony -> ceremony.userHandle("bob"))).isEqualTo("unknown-key");
        assertThat(world.logged()).isEmpty();
        assertThat(reason(key, ceremony -> ceremony.counter(1))).isEqualTo("counter");
        assertThat(world.logged()).containsExactly("passkey.counter-refused");
    }

    /** The page asked for this key; what another one of the same user can do says nothing about it. */
    @Test
    void anotherKeyOfTheUserIsNotTheOneThatIsTested() {
        TestKey key = world.has(KeyKind.PASSKEY);
        JsonNode challenge = start(key);
        assertThat(refusal(challenge, world.has(KeyKind.PASSKEY).sign(challenge).answer())).isEqualTo("unknown-key");
    }

    @Test
    void aKeyThatIsNotThereCannotBeTested() {
        TestKey key = world.has(KeyKind.PASSKEY);
        assertThat(world.startTest("mine", "nobodys").status()).isEqualTo(404);
        JsonNode challenge = start(key);
        world.credentials.remove(key.id);
        assertThat(refusal(challenge, key.sign(challenge).answer())).isEqualTo("unknown-key");
    }

    @Test
    void aChallengeIsGoodOnceInItsSessionForFiveMinutesAndForNothingElse() {
        TestKey key = world.has(KeyKind.PASSKEY);
        JsonNode foreign = start(key);
        assertGone(world.finishTest("another", foreign.get("id").asText(), key.sign(foreign).answer()));
        assertGone(world.finishTest("mine", foreign.get("id").asText(), key.sign(foreign).answer()));
        JsonNode late = start(key);
        world.clock.forward(Duration.ofMinutes(5));
        assertGone(world.finishTest("mine", late.get("id").asText(), key.sign(late).answer()));
        JsonNode proof = world.challenge("mine", KeyKind.PASSKEY, "passkeys.remove", key.id).body();
        assertGone(world.finishTest("mine", proof.get("id").asText(), key.sign(proof).answer()));
    }

    @Test
    void ofManyParallelAnswersOneCounts() throws Exception {
        TestKey key = world.has(KeyKind.SECURITY_KEY);
        JsonNode challenge = start(key);
        Map<String, Object> signed = key.sign(challenge).answer();
        List<TestTree.Answer> answers = Race.of(16, () -> world.finishTest("mine", challenge.get("id").asText(), signed));
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() == 404).hasSize(15);
    }

    @Test
    void refusalsHaveTheShapesThatTheBridgeExpects() {
        assertThat(Golden.parse(Json.write(KeyTestProblems.refused(Refusal.UNKNOWN_KEY)))).isEqualTo(Golden.read("passkeys/assertion-refused"));
        assertThat(Golden.parse(Json.write(KeyTestProblems.challengeGone()))).isEqualTo(Golden.read("passkeys/challenge-gone"));
    }

    @Test
    void neitherChallengesNorWhatWasSignedArePrinted() {
        Challenges.Purpose purpose = new Challenges.Purpose("test", "", "5f0c", KeyKind.PASSKEY, "user", "session");
        assertThat(new Challenges.Made("0b6f", "q2Zb", world.clock.instant()) + " " + new Challenges.Taken(purpose, new byte[32])
            + " " + new KeyTests.Signed("XC0t", "SZYN", "eyJ0", "MEUC", null)).doesNotContain("q2Zb", "XC0t", "SZYN", "eyJ0", "MEUC");
    }

    private JsonNode start(TestKey key) {
        TestTree.Answer answer = world.startTest("mine", key.id);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    private String reason(TestKey key, UnaryOperator<TestKey.Ceremony> change) {
        JsonNode challenge = start(key);
        return refusal(challenge, change.apply(key.sign(challenge)).answer());
    }

    private String refusal(JsonNode challenge, Map<String, Object> answer) {
        TestTree.Answer refused = world.finishTest("mine", challenge.get("id").asText(), answer);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.problem()).isEqualTo("assertion-refused");
        return refused.body().get("reason").asText();
    }

    private static void assertGone(TestTree.Answer answer) {
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.problem()).isEqualTo("challenge-gone");
    }
}
