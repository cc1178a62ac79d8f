package dev.keyhold.pin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyhold.reauthentication.Operation;
import dev.keyhold.support.TestTree.Answer;
import dev.keyhold.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.credential.CredentialModel;
import org.keycloak.events.EventType;

import java.time.Duration;
import java.util.List;

import static dev.keyhold.pin.PinWorld.ANOTHER;
import static dev.keyhold.pin.PinWorld.PIN;
import static org.assertj.core.api.Assertions.assertThat;

class PinRoomTest {
    private static final String WRONG = "604193";
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

    @Test
    void aPinIsSetWithAProofAndHeldForAWhile() {
        assertThat(world.section().get("setAt").isNull()).isTrue();
        Answer answer = world.set(PIN);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(world.section());
        assertThat(answer.body().get("state").asText()).isEqualTo("available");
        assertThat(answer.body().get("setAt").asText()).isEqualTo("2026-11-23T09:00:00Z");
        assertThat(answer.body().get("heldUntil").asText()).isEqualTo("2026-11-24T09:00:00Z");
        assertThat(world.logged()).containsExactly("pin.set");
        assertThat(world.events).extracting(event -> event.getType()).containsExactly(EventType.UPDATE_CREDENTIAL);
        world.realmAttributes.put("keyhold.pin.hold-hours", "0");
        assertThat(world.section().get("heldUntil").isNull()).isTrue();
    }

    @Test
    void withoutAGrantNoneIsSetAndOneGrantSetsOne() {
        assertThat(world.set(null, PIN).problem()).isEqualTo("step-up-required");
        assertThat(world.set(world.grant(Operation.TOTP_ENROL, ""), PIN).problem()).isEqualTo("step-up-required");
        String grant = world.grant(Operation.PIN_SET, "");
        assertThat(world.set(grant, PIN).status()).isEqualTo(200);
        assertThat(world.set(grant, ANOTHER).problem()).isEqualTo("step-up-required");
        assertThat(world.logged()).containsExactly("pin.set");
    }

    /** Two browsers set one at once: the one that comes later was proved for an account that is another one by now. */
    @Test
    void aNewPinVoidsTheGrantsBeforeIt() {
        String mine = world.grant(Operation.PIN_SET, "");
        String other = world.grant(Operation.PIN_SET, "");
        world.clock.forward(Duration.ofMillis(1));
        assertThat(world.set(mine, PIN).status()).isEqualTo(200);
        assertThat(world.set(other, ANOTHER).problem()).isEqualTo("step-up-required");
    }

    /** Threat: whoever reads the database, an answer or a log learns the PIN. */
    @Test
    void itIsInNothingThatIsStoredOrPrinted() {
        world.set(PIN);
        CredentialModel stored = world.credentials.get(0);
        assertThat(stored.getCredentialData() + stored.getSecretData()).doesNotContain(PIN);
        assertThat(new PinRoom.New(PIN) + " " + new PinRoom.Change(PIN, ANOTHER)).doesNotContain(PIN).doesNotContain(ANOTHER);
        assertThat(StoredPin.of(stored).toString()).doesNotContain("hash of");
        assertThat(stored.getUserLabel()).isNull();
    }

    @Test
    void leadingZerosAreKept() {
        assertThat(world.set("008391").status()).isEqualTo(200);
        assertThat(world.change("8391", ANOTHER).problem()).isEqualTo("proof-refused");
        assertThat(world.change("08391", ANOTHER).problem()).isEqualTo("proof-refused");
        assertThat(world.change("008391", ANOTHER).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"39274,length", "8392748392741,length", "83a274,digits", "٨٣٩٢٧٤,digits", "８３９２７４,digits", "839 274,digits", "'839274 ',digits", "'',digits", "121212,repeat", "134679,common"})
    void whatOthersWouldGuessIsRefusedWithTheReasonBeforeAProofIsAsked(String pin, String reason) {
        Answer answer = world.set(null, pin);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("pin-rejected");
        assertThat(answer.body().get("broken").get(0).asText()).isEqualTo(reason);
        assertThat(answer.body().toString()).doesNotContain("839");
        assertThat(world.credentials).isEmpty();
    }

    @Test
    void whatIsNoTextIsNoRequest() {
        for (String body : List.of("{}", "{\"pin\":839274}", "{\"pin\":\"" + "1".repeat(65) + "\"}", "[]")) {
            assertThat(world.request(null, tree -> tree.put("pin", body)).problem()).isEqualTo("invalid-request");
        }
        world.set(PIN);
        assertThat(world.request(null, tree -> tree.post("pin/changes", "{\"pin\":\"" + ANOTHER + "\"}")).problem()).isEqualTo("invalid-request");
        assertThat(world.argon2.compared).hasValue(0);
    }

    @Test
    void theRealmSaysHowManyDigitsAtLeast() {
        world.realmAttributes.put("keyhold.pin.min-digits", "4");
        assertThat(world.set("8392").status()).isEqualTo(200);
        world.realmAttributes.put("keyhold.pin.min-digits", "13");
        assertThat(world.set("8392").body().get("broken").get(0).asText()).isEqualTo("length");
        assertThat(world.section().get("digits").toString()).isEqualTo("{\"min\":6,\"max\":12}");
    }

    @Test
    void theBirthdayIsKnownWhereTheProfileHasIt() {
        assertThat(world.set("531987").status()).isEqualTo(200);
        world.userAttributes.put("birthdate", "1987-03-05");
        assertThat(world.set("531987").body().get("broken").toString()).isEqualTo("[\"birthday\"]");
        Answer rules = world.request(null, tree -> tree.get("pin/rules"));
        assertThat(rules.body().get("birthdays")).extracting(JsonNode::asText).contains("531987", "05031987", "19870305").doesNotContain("0503", "1987");
        assertThat(rules.body().get("common").size()).isGreaterThan(900);
    }

    @Test
    void theOldOneChangesItWithoutAProofAndHoldsNothing() {
        world.set(PIN);
        world.clock.forward(Duration.ofHours(25));
        Answer answer = world.change(PIN, ANOTHER);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(world.section());
        assertThat(answer.body().get("setAt").asText()).isEqualTo("2026-11-24T10:00:00Z");
        assertThat(answer.body().get("heldUntil").isNull()).isTrue();
        assertThat(world.credentials).hasSize(1);
        assertThat(world.change(PIN, WRONG).problem()).isEqualTo("proof-refused");
        assertThat(world.change(ANOTHER, PIN).status()).isEqualTo(200);
        assertThat(world.logged()).containsExactly("pin.set", "pin.changed", "pin.changed", "reauthentication.failed");
    }

    @Test
    void theSameAgainIsNoChange() {
        world.set(PIN);
        assertThat(world.change(PIN, PIN).body().get("broken").toString()).isEqualTo("[\"same\"]");
        assertThat(world.argon2.compared).hasValue(0);
    }

    /** Threat: a rescue tells whether a guess is the forgotten PIN. */
    @Test
    void settingAnewNeverComparesWithTheForgottenOne() {
        world.set(PIN);
        world.clock.forward(Duration.ofHours(30));
        Answer answer = world.set(PIN);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("heldUntil").asText()).isEqualTo("2026-11-25T15:00:00Z");
        assertThat(world.argon2.compared).hasValue(0);
        assertThat(world.logged()).containsExactly("pin.set", "pin.rescued");
        assertThat(world.credentials).hasSize(1);
    }

    @Test
    void aRescueSetsItOnce() {
        world.set(PIN);
        world.clock.forward(Duration.ofMinutes(1));
        String rescue = world.rescue();
        world.clock.forward(Duration.ofMinutes(1));
        assertThat(world.set(rescue, ANOTHER).status()).isEqualTo(200);
        assertThat(world.set(rescue, PIN).problem()).isEqualTo("step-up-required");
        assertThat(world.logged()).containsExactly("pin.set", "pin.rescued");
    }

    @Test
    void missesAreToldAndPauseThePinForLongerAndLonger() {
        world.set(PIN);
        for (int left = 4; left > 0; left--) {
            Answer answer = world.change(WRONG, ANOTHER);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body().get("field").asText()).isEqualTo("currentPin");
            assertThat(answer.body().get("triesLeft").asInt()).isEqualTo(left);
            assertThat(world.section().get("triesLeft").asInt()).isEqualTo(left);
        }
        assertThat(world.change(WRONG, ANOTHER).body().get("retryAt").asText()).isEqualTo("2026-11-23T09:01:00Z");
        Answer paused = world.change(PIN, ANOTHER);
        assertThat(paused.status()).isEqualTo(429);
        assertThat(paused.retryAfter()).isEqualTo("60");
        assertThat(world.section().get("pausedUntil").asText()).isEqualTo("2026-11-23T09:01:00Z");
        assertThat(world.section().get("triesLeft").isNull()).isTrue();
        assertThat(world.argon2.compared).hasValue(5);
        world.clock.forward(Duration.ofMinutes(1));
        assertThat(world.section().get("pausedUntil").isNull()).isTrue();
        assertThat(world.change(PIN, ANOTHER).status()).isEqualTo(200);
        assertThat(world.section().get("triesLeft").isNull()).isTrue();
        assertThat(world.logged()).filteredOn("factor.locked"::equals).hasSize(1);
        assertThat(world.logged()).filteredOn("reauthentication.failed"::equals).hasSize(5);
    }

    /** Threat: a clock that is put back ends a pause or gives new tries. */
    @Test
    void aClockThatGoesBackAnHourEndsNoPauseAndOpensNoTries() {
        world.set(PIN);
        missTimes(4);
        world.clock.back(Duration.ofHours(1));
        assertThat(world.change(WRONG, ANOTHER).body().get("triesLeft").asInt()).isZero();
        world.clock.back(Duration.ofHours(1));
        assertThat(world.change(PIN, ANOTHER).problem()).isEqualTo("too-many-attempts");
        world.clock.forward(Duration.ofHours(1));
        assertThat(world.change(PIN, ANOTHER).problem()).isEqualTo("too-many-attempts");
        assertThat(world.argon2.compared).hasValue(5);
    }

    @Test
    void aHundredMissesInARowDisableItUntilItIsSetAnew() {
        world.set(PIN);
        for (int round = 0; round < 20; round++) {
            missTimes(5);
            world.clock.forward(Duration.ofHours(1));
        }
        assertThat(world.argon2.compared).hasValue(100);
        world.clock.forward(Duration.ofDays(4000));
        assertThat(world.change(PIN, ANOTHER).problem()).isEqualTo("pin-disabled");
        assertThat(world.section().get("disabled").asBoolean()).isTrue();
        assertThat(world.section().get("pausedUntil").isNull()).isTrue();
        assertThat(world.logged()).filteredOn("factor.disabled"::equals).hasSize(1);
        assertThat(world.logged()).filteredOn("factor.locked"::equals).hasSize(19);
        assertThat(world.set(ANOTHER).body().get("disabled").asBoolean()).isFalse();
        assertThat(world.section().get("disabled").asBoolean()).isFalse();
        assertThat(world.change(ANOTHER, PIN).status()).isEqualTo(200);
    }

    @Test
    void theHundredthMissSaysThatNoTimeHelps() {
        world.set(PIN);
        for (int round = 0; round < 19; round++) {
            missTimes(5);
            world.clock.forward(Duration.ofHours(1));
        }
        missTimes(4);
        Answer last = world.change(WRONG, ANOTHER);
        assertThat(last.body().get("triesLeft").asInt()).isZero();
        assertThat(last.body().get("retryAt").isNull()).isTrue();
    }

    /** Threat: a proof whose change was refused, or undone, has opened a disabled PIN all the same. */
    @Test
    void aNewPinThatIsRefusedLeavesThePauseAsItWas() {
        world.set(PIN);
        missTimes(5);
        assertThat(world.set("121212").problem()).isEqualTo("pin-rejected");
        assertThat(world.set(null, ANOTHER).problem()).isEqualTo("step-up-required");
        assertThat(world.section().get("pausedUntil").isNull()).isFalse();
        assertThat(world.set(ANOTHER).body().get("pausedUntil").isNull()).isTrue();
        assertThat(world.section().get("pausedUntil").isNull()).isTrue();
    }

    @Test
    void ofTwoChangesAtOnceOneIsMade() {
        world.set(PIN);
        CredentialModel faster = world.credentials.get(0).shallowClone();
        faster.setId("faster");
        world.argon2.meanwhile = () -> world.credentials.set(0, faster);
        assertThat(world.change(PIN, ANOTHER).problem()).isEqualTo("conflict");
        world.argon2.meanwhile = () -> assertThat(world.change(PIN, ANOTHER).retryAfter()).isEqualTo("1");
        assertThat(world.change(PIN, ANOTHER).status()).isEqualTo(200);
        assertThat(world.logged()).filteredOn("pin.changed"::equals).hasSize(1);
    }

    @Test
    void whereThereIsNoneThereIsNothingToChange() {
        assertThat(world.change(PIN, ANOTHER).problem()).isEqualTo("conflict");
        world.set(PIN);
        world.credentials.clear();
        assertThat(world.change(PIN, ANOTHER).problem()).isEqualTo("conflict");
    }

    /** Threat: without its key the server takes a PIN for right, or spends the user's tries on its own fault. */
    @ParameterizedTest
    @ValueSource(strings = {"", PinWorld.NEWER_KEY})
    void withoutItsKeyNoPinIsRightAndNoneIsCounted(String pepper) {
        world.set(PIN);
        world.pepper = pepper;
        for (int i = 0; i < 6; i++) {
            assertThat(world.change(PIN, ANOTHER).problem()).isEqualTo("pin-unavailable");
        }
        assertThat(world.section().get("state").asText()).isEqualTo("unavailable");
        assertThat(world.argon2.compared).hasValue(0);
        assertThat(database.rowsOf("KeyholdAttempts", world.userId)).isZero();
        assertThat(world.set(ANOTHER).status()).isEqualTo(pepper.isEmpty() ? 503 : 200);
        world.pepper = PinWorld.KEY + "," + PinWorld.NEWER_KEY;
        assertThat(world.change(pepper.isEmpty() ? PIN : ANOTHER, "952047").status()).isEqualTo(200);
    }

    @Test
    void aNewKeyVoidsNobodysPin() {
        world.set(PIN);
        world.pepper = PinWorld.NEWER_KEY + "," + PinWorld.KEY;
        assertThat(world.change(PIN, ANOTHER).status()).isEqualTo(200);
        world.pepper = PinWorld.NEWER_KEY;
        assertThat(world.change(ANOTHER, PIN).status()).isEqualTo(200);
    }

    @Test
    void aRealmThatHasNoPinsRefusesEveryRoute() {
        world.set(PIN);
        for (String off : new String[]{"off", "On", "", null}) {
            world.realmAttributes.put("keyhold.pin", off);
            assertThat(world.set(ANOTHER).problem()).isEqualTo("section-off");
            assertThat(world.change(PIN, ANOTHER).problem()).isEqualTo("section-off");
            assertThat(world.request(null, tree -> tree.get("pin/rules")).problem()).isEqualTo("section-off");
            assertThat(world.section().get("state").asText()).isEqualTo("off");
        }
        assertThat(world.argon2.compared).hasValue(0);
    }

    @Test
    void inARealmThatLetsNobodyChangeThemTheyAreOnlyShown() {
        world.set(PIN);
        world.realmAttributes.put("keyhold.pin", "read-only");
        assertThat(world.set(ANOTHER).problem()).isEqualTo("section-read-only");
        assertThat(world.change(PIN, ANOTHER).problem()).isEqualTo("section-read-only");
        assertThat(world.section().get("state").asText()).isEqualTo("read-only");
        assertThat(world.section().get("setAt").isNull()).isFalse();
        assertThat(world.argon2.compared).hasValue(0);
    }

    private void missTimes(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(world.change(WRONG, ANOTHER).problem()).isEqualTo("proof-refused");
        }
    }
}
