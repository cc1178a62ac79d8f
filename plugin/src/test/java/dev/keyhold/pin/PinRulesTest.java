package dev.keyhold.pin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyhold.testing.Golden;
import dev.keyhold.testing.Stub;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.keycloak.models.UserModel;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import static org.assertj.core.api.Assertions.assertThat;

class PinRulesTest {
    private static final PinRules SIX = new PinRules(new PinPolicy.Digits(6, 12), Set.of());

    /** The console judges the same cases. */
    @TestFactory
    Stream<DynamicTest> everyCaseIsJudgedAsTheContractSays() {
        return StreamSupport.stream(Golden.read("pin/rules-cases").spliterator(), false)
            .map(one -> DynamicTest.dynamicTest(one.toString(), () -> assertThat(broken(one)).isEqualTo(words(one.get("broken")))));
    }

    @Test
    void noMoreThanOneOfEightPinsOfSixDigitsIsRefused() {
        long refused = 0;
        for (int pin = 0; pin < 1_000_000; pin++) {
            if (!SIX.broken(String.format("%06d", pin)).isEmpty()) {
                refused++;
            }
        }
        assertThat(refused).isLessThan(1_000_000 / 8);
    }

    @Test
    void theListHasOnlyPinsThatNoOtherRuleRefuses() {
        PinRules any = new PinRules(new PinPolicy.Digits(4, PinPolicy.MOST_DIGITS), Set.of());
        assertThat(CommonPins.ALL).hasSize(926).allSatisfy(pin -> assertThat(any.broken(pin)).containsExactly(PinRule.COMMON));
    }

    @Test
    void aBirthdayIsReadAsTheProfileHasIt() {
        assertThat(ways("1987-03-05", 6)).contains("050387", "030587", "870305", "531987", "05031987", "19870305", "031987", "198703").doesNotContain("0503", "1987", "5387");
    }

    @Test
    void ofABirthdayWithoutItsYearTheDayIsKnown() {
        assertThat(ways("0000-12-24", 4)).containsExactlyInAnyOrder("2412", "1224");
        assertThat(ways("0000-12-24", 6)).isEmpty();
    }

    @Test
    void whatIsNoDateIsNoBirthday() {
        for (String told : new String[]{null, "", "05.03.1987", "1987-3-5", "1987-03-05T00:00:00Z", "١٩٨٧-٠٣-٠٥"}) {
            assertThat(ways(told, 4)).isEmpty();
        }
    }

    private static List<String> broken(JsonNode one) {
        int min = one.get("min").asInt();
        return new PinRules(new PinPolicy.Digits(min, PinPolicy.MOST_DIGITS), ways(one.get("birthdate").textValue(), min))
            .broken(one.get("pin").asText()).stream().map(PinRule::word).toList();
    }

    private static Set<String> ways(String told, int digits) {
        return Birthday.writtenOut(Stub.of(UserModel.class).with("getFirstAttribute", told).make(), digits);
    }

    private static List<String> words(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
    }
}
