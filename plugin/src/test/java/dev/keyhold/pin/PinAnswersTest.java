package dev.keyhold.pin;

import dev.keyhold.support.Json;
import dev.keyhold.support.TestTree.Answer;
import dev.keyhold.testing.Golden;
import dev.keyhold.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

import static dev.keyhold.pin.PinWorld.ANOTHER;
import static dev.keyhold.pin.PinWorld.PIN;
import static org.assertj.core.api.Assertions.assertThat;

/** The answers of this room have exactly the shapes that the bridge expects. */
class PinAnswersTest {
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
    void theSection() {
        assertSection("section-none");
        world.set(PIN);
        world.change(WRONG, ANOTHER);
        world.change(WRONG, ANOTHER);
        assertSection("section");
        for (int i = 0; i < 3; i++) {
            world.change(WRONG, ANOTHER);
        }
        assertSection("section-paused");
        world.realmAttributes.put("keyhold.pin", "off");
        assertSection("section-off");
        world.realmAttributes.put("keyhold.pin", "on");
        for (int round = 1; round < 20; round++) {
            world.clock.forward(Duration.ofHours(1));
            missTimes(5);
        }
        assertSection("section-disabled");
    }

    @Test
    void whatIsWrongWithAPinAndWithTheOldOne() {
        assertSame("pin-rejected", world.set("123321"));
        assertSame("conflict", world.change(PIN, ANOTHER));
        world.set(PIN);
        assertSame("proof-refused", world.change(WRONG, ANOTHER));
        missTimes(4);
        for (int round = 1; round < 20; round++) {
            world.clock.forward(Duration.ofHours(1));
            missTimes(round < 19 ? 5 : 4);
        }
        assertSame("proof-refused-disabled", world.change(WRONG, ANOTHER));
        assertSame("pin-disabled", world.change(PIN, ANOTHER));
    }

    @Test
    void whereThereAreNone() {
        world.pepper = "";
        assertSame("pin-unavailable", world.set(PIN));
        world.realmAttributes.put("keyhold.pin", "read-only");
        assertSame("problem-read-only", world.set(PIN));
        world.realmAttributes.put("keyhold.pin", "off");
        assertSame("problem-off", world.set(PIN));
    }

    @Test
    void theRules() {
        assertThat(Golden.parse(Json.write(new PinRules.View(new PinPolicy.Digits(6, 12), List.of("031987", "05031987"), List.of("8675309", "315475")))))
            .isEqualTo(Golden.read("pin/rules"));
    }

    private void missTimes(int times) {
        for (int i = 0; i < times; i++) {
            world.change(WRONG, ANOTHER);
        }
    }

    private void assertSection(String golden) {
        assertThat(world.section()).isEqualTo(Golden.read("pin/" + golden));
    }

    private static void assertSame(String golden, Answer answer) {
        assertThat(answer.body()).isEqualTo(Golden.read("pin/" + golden));
    }
}
