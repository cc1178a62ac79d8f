package dev.keyhold.passkeys;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyhold.reauthentication.SecondProof;
import dev.keyhold.support.TestTree;
import dev.keyhold.testing.Race;
import dev.keyhold.testing.Stub;
import dev.keyhold.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.models.WebAuthnPolicy;

import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import static org.assertj.core.api.Assertions.assertThat;

/** Passkeys and security keys as proof in "Confirm it is you", with assertions that a key really signed. */
class KeyProofTest {
    private static final String REMOVE = "passkeys.remove";
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

    @Test
    void aPasskeyAloneGivesAGrant() {
        TestKey key = world.has(KeyKind.PASSKEY);
        TestTree.Answer answer = prove(key, ceremony -> ceremony.userHandle(world.user));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("operation").asText()).isEqualTo(REMOVE);
        assertThat(answer.body().get("target").asText()).isEqualTo("5f0c");
        assertThat(answer.body().get("methods")).extracting(JsonNode::asText).containsExactly("passkey");
        assertThat(world.counter(key)).isEqualTo(2);
        assertThat(world.logged()).containsExactly("reauthentication.succeeded");
        assertThat(world.toldKeycloak).isEmpty();
    }

    @Test
    void whatTheBrowserIsAskedForIsOfThePolicyAndTheUsersKeys() {
        TestKey key = world.has(KeyKind.PASSKEY);
        world.has(KeyKind.SECURITY_KEY);
        JsonNode answer = challenge(KeyKind.PASSKEY);
        assertThat(answer.get("expiresAt").asText()).isEqualTo("2026-11-22T09:05:00Z");
        JsonNode options = answer.get("publicKey");
        assertThat(Base64.getUrlDecoder().decode(options.get("challenge").asText())).hasSize(32);
        assertThat(options.get("rpId").asText()).isEqualTo("example.org");
        assertThat(options.get("userVerification").asText()).isEqualTo("required");
        assertThat(options.get("timeout").asLong()).isEqualTo(300_000);
        assertThat(options.get("allowCredentials")).hasSize(1);
        assertThat(options.get("allowCredentials").get(0).get("id").asText()).isEqualTo(key.credentialId());
        assertThat(options.get("allowCredentials").get(0).get("transports").get(0).asText()).isEqualTo("internal");
    }

    @Test
    void whatThePolicyLeavesOpenIsKeycloaksHostAndTheBrowsersDefault() {
        world.has(KeyKind.SECURITY_KEY);
        world.securityKeyPolicy.setRpId("");
        world.securityKeyPolicy.setCreateTimeout(20);
        JsonNode options = challenge(KeyKind.SECURITY_KEY).get("publicKey");
        assertThat(options.get("rpId").asText()).isEqualTo("id.example.org");
        assertThat(options.get("userVerification").asText()).isEqualTo("preferred");
        assertThat(options.get("timeout").asLong()).isEqualTo(20_000);
    }

    @Test
    void aSecurityKeyBesideThePasswordGivesAGrant() {
        TestKey key = world.has(KeyKind.SECURITY_KEY);
        TestTree.Answer answer = prove(key, TestKey.Ceremony::withoutVerification);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("methods")).extracting(JsonNode::asText).containsExactly("password", "security-key");
        assertThat(world.toldKeycloak).containsExactly("successfulLogin");
        assertThat(database.rowsOf("KeyholdAttempts", world.user)).isZero();
    }

    @Test
    void withoutAPasswordAPasskeyProves() {
        world.hasPassword = false;
        TestKey key = world.has(KeyKind.PASSKEY);
        assertThat(world.overview().body().get("methods")).hasSize(1);
        assertThat(prove(key, same -> same).status()).isEqualTo(200);
        TestTree.Answer nothing = world.prove("mine", REMOVE, "5f0c", null, null);
        assertThat(nothing.status()).isEqualTo(400);
        assertThat(pointer(nothing)).isEqualTo("/assertion");
    }

    @Test
    void aSecurityKeyWithoutItsPasswordProvesNothing() {
        world.has(KeyKind.PASSKEY);
        TestKey key = world.has(KeyKind.SECURITY_KEY);
        TestTree.Answer answer = world.prove("mine", REMOVE, "5f0c", null, key.sign(challenge(KeyKind.SECURITY_KEY)).proof());
        assertRefused(answer);
    }

    /** Threat: a stored key of the weaker kind is used as the stronger. */
    @Test
    void aKeyOfOneKindIsNoneOfTheOther() {
        world.has(KeyKind.PASSKEY);
        TestKey key = world.has(KeyKind.SECURITY_KEY);
        assertRefused(world.prove("mine", REMOVE, "5f0c", null, key.sign(challenge(KeyKind.PASSKEY)).proof()));
    }

    /** Threat: an assertion is caught on the way and sent again. */
    @ParameterizedTest
    @EnumSource(KeyKind.class)
    void anAssertionIsGoodOnce(KeyKind kind) {
        TestKey key = world.has(kind);
        Map<String, Object> proof = key.sign(challenge(kind)).proof();
        assertThat(world.prove("mine", REMOVE, "5f0c", passwordFor(kind), proof).status()).isEqualTo(200);
        assertRefused(world.prove("mine", REMOVE, "5f0c", passwordFor(kind), proof));
    }

    @ParameterizedTest
    @EnumSource(KeyKind.class)
    void anOldAssertionAnswersNoNewChallenge(KeyKind kind) {
        TestKey key = world.has(kind);
        String old = challenge(kind).get("publicKey").get("challenge").asText();
        assertRefused(prove(key, ceremony -> ceremony.challenge(old)));
    }

    /** Threat: what a thief provokes in one place is used in another. Bound: the challenge is gone after the try, too. */
    @ParameterizedTest
    @EnumSource(KeyKind.class)
    void aChallengeServesOnlyItsSessionOperationTargetAndKind(KeyKind kind) {
        TestKey key = world.has(kind);
        TestKey other = world.has(kind == KeyKind.PASSKEY ? KeyKind.SECURITY_KEY : KeyKind.PASSKEY);
        Map<String, Object> first = key.sign(challenge(kind)).proof();
        assertRefused(world.prove("another", REMOVE, "5f0c", passwordFor(kind), first));
        assertRefused(world.prove("mine", REMOVE, "5f0c", passwordFor(kind), first));
        assertRefused(world.prove("mine", "totp.remove", "5f0c", passwordFor(kind), key.sign(challenge(kind)).proof()));
        assertRefused(world.prove("mine", REMOVE, "77aa", passwordFor(kind), key.sign(challenge(kind)).proof()));
        assertRefused(world.prove("mine", REMOVE, "5f0c", passwordFor(other.kind), other.sign(challenge(kind)).proof()));
        assertThat(database.rowsOf("KeyholdGrant", world.user)).isZero();
    }

    @Test
    void aChallengeOfATestIsNoneForAProof() {
        TestKey key = world.has(KeyKind.PASSKEY);
        assertRefused(world.prove("mine", REMOVE, "5f0c", null, key.sign(world.startTest("mine", key.id).body()).proof()));
    }

    @Test
    void aChallengeLivesFiveMinutes() {
        TestKey key = world.has(KeyKind.PASSKEY);
        Map<String, Object> proof = key.sign(challenge(KeyKind.PASSKEY)).proof();
        world.clock.forward(Duration.ofMinutes(5));
        assertRefused(world.prove("mine", REMOVE, "5f0c", null, proof));
    }

    @Test
    void anotherUsersKeyIsUnknown() {
        world.has(KeyKind.PASSKEY);
        TestKey bobs = new TestKey(KeyKind.PASSKEY);
        assertRefused(prove(bobs, same -> same));
        assertRefused(prove(bobs, ceremony -> ceremony.userHandle(world.user)));
    }

    @Test
    void aPasskeyThatNamesAnotherUserIsRefused() {
        assertRefused(prove(world.has(KeyKind.PASSKEY), ceremony -> ceremony.userHandle("4b1c0e52-6a0f-4f6e-9d0b-0d0f2f9f7a11")));
    }

    /** Nobody asks a second factor whose it is, and old ones carry handles of any kind. */
    @Test
    void theHandleOfASecurityKeyDoesNotMatter() {
        assertThat(prove(world.has(KeyKind.SECURITY_KEY), ceremony -> ceremony.userHandle("random")).status()).isEqualTo(200);
    }

    /** Threat: a page elsewhere asks the user's key. Bound: the realm's own page, even where the policy lets Keycloak accept more. */
    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example.org", "http://account.example.org", "https://account.example.org:8443", "https://id.example.org"})
    void onlyWhatWasSignedOnThePageIsAccepted(String origin) {
        for (KeyKind kind : KeyKind.values()) {
            kindPolicy(kind).setExtraOrigins(List.of(origin));
            assertRefused(prove(world.has(kind), ceremony -> ceremony.origin(origin)));
        }
    }

    @Test
    void whereNoPageIsDeclaredNothingIsAccepted() {
        TestKey key = world.has(KeyKind.PASSKEY);
        world.realmAttributes.remove("keyhold.page-url");
        assertRefused(prove(key, same -> same));
    }

    @ParameterizedTest
    @EnumSource(KeyKind.class)
    void whatIsWrongWithAnAssertionRefusesIt(KeyKind kind) {
        TestKey key = world.has(kind);
        assertRefused(prove(key, TestKey.Ceremony::breakingTheSignature));
        assertRefused(prove(key, TestKey.Ceremony::inAFrame));
        assertRefused(prove(key, TestKey.Ceremony::withoutPresence));
        assertRefused(prove(key, ceremony -> ceremony.type("webauthn.create")));
        assertRefused(prove(key, ceremony -> ceremony.relyingParty("evil.example.org")));
        assertThat(world.counter(key)).isEqualTo(1);
        assertThat(world.logged()).hasSize(5).containsOnly("reauthentication.failed");
        assertThat(prove(key, same -> same).status()).isEqualTo(200);
    }

    @Test
    void aPasskeyAlwaysVerifiesItsUser() {
        world.passkeyPolicy.setUserVerificationRequirement("discouraged");
        assertRefused(prove(world.has(KeyKind.PASSKEY), TestKey.Ceremony::withoutVerification));
    }

    @Test
    void aSecurityKeyVerifiesItsUserWhereThePolicyWantsIt() {
        TestKey key = world.has(KeyKind.SECURITY_KEY);
        world.securityKeyPolicy.setUserVerificationRequirement("required");
        assertRefused(prove(key, TestKey.Ceremony::withoutVerification));
        assertThat(prove(key, same -> same).status()).isEqualTo(200);
    }

    /** Threat: a copied key. Bound: a count that does not move on is refused, and the user's log says so. */
    @ParameterizedTest
    @EnumSource(KeyKind.class)
    void aCountThatGoesBackIsRefusedAndLogged(KeyKind kind) {
        TestKey key = world.has(kind);
        assertThat(prove(key, ceremony -> ceremony.counter(7)).status()).isEqualTo(200);
        assertRefused(prove(key, ceremony -> ceremony.counter(7)));
        assertThat(world.counter(key)).isEqualTo(7);
        assertThat(world.logged()).containsExactly("passkey.counter-refused", "reauthentication.failed", "reauthentication.succeeded");
        assertThat(world.targetOf("passkey.counter-refused")).isEqualTo(key.id);
    }

    @Test
    void aRemovedKeyProvesNothing() {
        TestKey key = world.has(KeyKind.PASSKEY);
        Map<String, Object> proof = key.sign(challenge(KeyKind.PASSKEY)).proof();
        world.credentials.remove(key.id);
        assertRefused(world.prove("mine", REMOVE, "5f0c", null, proof));
    }

    @Test
    void whereTheRealmTakesNoPasskeysTheyProveNothing() {
        TestKey key = world.has(KeyKind.PASSKEY);
        Map<String, Object> proof = key.sign(challenge(KeyKind.PASSKEY)).proof();
        world.passkeyPolicy.setPasskeysEnabled(false);
        assertRefused(world.prove("mine", REMOVE, "5f0c", null, proof));
        TestTree.Answer refused = world.challenge("mine", KeyKind.PASSKEY, REMOVE, "5f0c");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(pointer(refused)).isEqualTo("/kind");
    }

    @ParameterizedTest
    @ValueSource(strings = {"credentialId", "authenticatorData", "clientDataJSON", "signature"})
    void whatNoKeySaysIsRefused(String piece) {
        TestKey key = world.has(KeyKind.PASSKEY);
        for (String nonsense : List.of("!!!!", "AAAA", "bnVsbA", "e30", "Mg", "A".repeat(1_200))) {
            Map<String, Object> proof = key.sign(challenge(KeyKind.PASSKEY)).proof();
            proof.put(piece, nonsense);
            assertRefused(world.prove("mine", REMOVE, "5f0c", null, proof));
        }
    }

    /** Every prefix of good authenticator data, and some more behind it: a refusal, never a fault of ours. */
    @Test
    void authenticatorDataOfAnyLengthIsRefused() {
        TestKey key = world.has(KeyKind.PASSKEY);
        String good = (String) key.sign(challenge(KeyKind.PASSKEY)).proof().get("authenticatorData");
        for (int length = 2; length < good.length() - 1; length += 3) {
            Map<String, Object> proof = key.sign(challenge(KeyKind.PASSKEY)).proof();
            proof.put("authenticatorData", good.substring(0, length));
            assertRefused(world.prove("mine", REMOVE, "5f0c", null, proof));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "credentialId", "authenticatorData", "clientDataJSON", "signature"})
    void aPieceThatIsMissingOrEndlessIsAnInvalidRequest(String piece) {
        TestKey key = world.has(KeyKind.PASSKEY);
        Map<String, Object> proof = key.sign(challenge(KeyKind.PASSKEY)).proof();
        for (String wrong : new String[]{null, "", "A".repeat(4_001)}) {
            proof.put(piece, wrong);
            TestTree.Answer refused = world.prove("mine", REMOVE, "5f0c", null, proof);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(pointer(refused)).isEqualTo("/assertion/" + piece);
        }
    }

    @Test
    void challengesAreMadeOnlyForWhatThisUserCanProve() {
        world.has(KeyKind.PASSKEY);
        assertThat(pointer(world.challenge("mine", KeyKind.SECURITY_KEY, REMOVE, "5f0c"))).isEqualTo("/kind");
        assertThat(pointer(world.challenge("mine", KeyKind.PASSKEY, "password.change", ""))).isEqualTo("/kind");
        assertThat(pointer(world.challenge("mine", KeyKind.PASSKEY, "passkeys.enrol", "5f0c"))).isEqualTo("/target");
        assertThat(pointer(world.challenge("mine", KeyKind.PASSKEY, "nonsense", ""))).isEqualTo("/operation");
        assertThat(world.challenge("mine", KeyKind.PASSKEY, "passkeys.enrol", "security-key").status()).isEqualTo(200);
        world.has(KeyKind.SECURITY_KEY);
        assertThat(world.challenge("mine", KeyKind.SECURITY_KEY, "password.change", "").status()).isEqualTo(200);
    }

    /** The lock is the password's: whoever locked it must not keep its owner out. */
    @Test
    void noLockOfThePasswordStopsAPasskey() {
        TestKey passkey = world.has(KeyKind.PASSKEY);
        TestKey securityKey = world.has(KeyKind.SECURITY_KEY);
        for (int i = 0; i < AssertionWorld.LIMIT; i++) {
            world.prove("mine", REMOVE, "5f0c", "wrong", securityKey.sign(challenge(KeyKind.SECURITY_KEY)).proof());
        }
        assertThat(prove(securityKey, same -> same).status()).isEqualTo(429);
        assertThat(prove(passkey, same -> same).status()).isEqualTo(200);
        assertThat(prove(securityKey, same -> same).status()).isEqualTo(429);
    }

    /** Threat: the password is guessed beside a key. Bound: counted as anywhere; and the key is not looked at before it was right. */
    @Test
    void aWrongPasswordBesideAKeyIsCountedAndUsesUpTheChallenge() {
        TestKey key = world.has(KeyKind.SECURITY_KEY);
        Map<String, Object> proof = key.sign(challenge(KeyKind.SECURITY_KEY)).proof();
        TestTree.Answer refused = world.prove("mine", REMOVE, "5f0c", "wrong", proof);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body().get("field").asText()).isEqualTo("password");
        assertThat(refused.body().get("triesLeft").asInt()).isEqualTo(AssertionWorld.LIMIT - 1);
        assertThat(world.toldKeycloak).containsExactly("failedLogin");
        assertThat(world.counter(key)).isEqualTo(1);
        assertRefused(world.prove("mine", REMOVE, "5f0c", "right", proof));
    }

    @Test
    void failedAssertionsAreNeverCounted() {
        TestKey key = world.has(KeyKind.SECURITY_KEY);
        for (int i = 0; i < AssertionWorld.LIMIT * 3; i++) {
            assertRefused(prove(key, TestKey.Ceremony::breakingTheSignature));
        }
        assertThat(world.toldKeycloak).isEmpty();
        assertThat(database.rowsOf("KeyholdAttempts", world.user)).isZero();
        assertThat(prove(key, same -> same).status()).isEqualTo(200);
    }

    @Test
    void theWaysAreAlternativesBestFirst() {
        assertThat(ways("methods")).containsExactly("password+null");
        world.has(KeyKind.PASSKEY);
        assertThat(ways("methods")).containsExactly("passkey+null", "password+null");
        world.has(KeyKind.SECURITY_KEY);
        assertThat(ways("methods")).containsExactly("passkey+null", "password+security-key");
        assertThat(ways("methodsToEndSessions")).containsExactly("passkey+null", "password+security-key");
        world.realmAttributes.put("keyhold.reauthentication", "password");
        assertThat(ways("methodsToEndSessions")).containsExactly("passkey+null", "password+null");
        world.steps.remove("webauthn-authenticator");
        assertThat(ways("methods")).containsExactly("passkey+null", "password+null");
    }

    @Test
    void withASecurityKeyThePasswordAloneIsNotEnough() {
        world.has(KeyKind.SECURITY_KEY);
        TestTree.Answer answer = world.prove("mine", REMOVE, "5f0c", "right", null);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(pointer(answer)).isEqualTo("/assertion");
        assertThat(database.rowsOf("KeyholdAttempts", world.user)).isZero();
    }

    @Test
    void anAppAndASecurityKeyAreAlternatives() {
        TestKey key = world.has(KeyKind.SECURITY_KEY);
        world.typed.add(typed("totp"));
        world.typed.add(typed("recovery-code"));
        assertThat(ways("methods")).containsExactly("password+totp", "password+security-key");
        assertThat(prove(key, same -> same).body().get("methods")).extracting(JsonNode::asText).containsExactly("password", "security-key");
        Map<String, Object> proof = new HashMap<>(Map.of("operation", REMOVE, "target", "5f0c", "password", "right", "code", "123456"));
        assertThat(world.prove("mine", proof).body().get("methods")).extracting(JsonNode::asText).containsExactly("password", "totp");
        proof.put("assertion", key.sign(challenge(KeyKind.SECURITY_KEY)).proof());
        assertThat(pointer(world.prove("mine", proof))).isEqualTo("/assertion");
        assertThat(pointer(world.prove("mine", REMOVE, "5f0c", "right", null))).isEqualTo("/code");
    }

    /** Threat: who sits at an open session with a passkey takes the account over. Bound: a new password asks for the current one. */
    @Test
    void theFormOfAPasswordTakesASecurityKeyBesideItAndNoPasskeyInItsPlace() {
        TestKey passkey = world.has(KeyKind.PASSKEY);
        TestKey key = world.has(KeyKind.SECURITY_KEY);
        assertThat(pointer(world.changePassword(null, passkey.sign(challenge(KeyKind.PASSKEY)).proof()))).isEqualTo("/currentPassword");
        assertRefused(world.changePassword("right", key.sign(challenge(KeyKind.SECURITY_KEY)).proof()));
        JsonNode challenge = world.challenge("mine", KeyKind.SECURITY_KEY, "password.change", "").body();
        assertThat(world.changePassword("right", key.sign(challenge).proof()).body()).extracting(JsonNode::asText).containsExactly("password", "security-key");
    }

    @Test
    void aLostSecurityKeyIsRescuedAndALostPasskeyAloneNeedsNoRescue() {
        world.typed.add(typed("recovery-code"));
        world.has(KeyKind.PASSKEY);
        assertThat(world.overview().body().get("rescue").asBoolean()).isFalse();
        world.has(KeyKind.SECURITY_KEY);
        assertThat(world.overview().body().get("rescue").asBoolean()).isTrue();
    }

    /** Threat: one assertion opens two things. Bound: of many at once, one wins. */
    @ParameterizedTest
    @EnumSource(KeyKind.class)
    void ofManyParallelPostsOfOneAssertionOneWins(KeyKind kind) throws Exception {
        TestKey key = world.has(kind);
        Map<String, Object> proof = key.sign(challenge(kind)).proof();
        List<TestTree.Answer> answers = Race.of(16, () -> world.prove("mine", REMOVE, "5f0c", passwordFor(kind), proof));
        // A password is checked one at a time: whoever took the challenge may be among those turned away.
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSizeBetween(kind == KeyKind.PASSKEY ? 1 : 0, 1);
        assertThat(answers).extracting(TestTree.Answer::status).isSubsetOf(200, 403, 429);
        assertThat(database.rowsOf("KeyholdGrant", world.user)).isLessThanOrEqualTo(1);
    }

    private TestTree.Answer prove(TestKey key, UnaryOperator<TestKey.Ceremony> change) {
        return world.prove("mine", REMOVE, "5f0c", passwordFor(key.kind), change.apply(key.sign(challenge(key.kind))).proof());
    }

    private JsonNode challenge(KeyKind kind) {
        TestTree.Answer answer = world.challenge("mine", kind, REMOVE, "5f0c");
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    private static SecondProof typed(String word) {
        return Stub.of(SecondProof.class).with("word", word).with("isEnrolled", true).with("check", true).make();
    }

    private List<String> ways(String member) {
        return world.overview().body().get(member).valueStream()
            .map(way -> way.get("kind").asText() + "+" + way.get("and").asText()).toList();
    }

    private WebAuthnPolicy kindPolicy(KeyKind kind) {
        return kind == KeyKind.PASSKEY ? world.passkeyPolicy : world.securityKeyPolicy;
    }

    private static String passwordFor(KeyKind kind) {
        return kind == KeyKind.PASSKEY ? null : "right";
    }

    private static String pointer(TestTree.Answer refused) {
        return refused.body().get("errors").get(0).get("pointer").asText();
    }

    private static void assertRefused(TestTree.Answer answer) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.problem()).isEqualTo("proof-refused");
        assertThat(answer.body().get("field").asText()).isEqualTo("assertion");
        assertThat(answer.body().get("triesLeft").asInt()).isZero();
        assertThat(answer.body().has("retryAt")).isFalse();
    }
}
