package dev.keyhold.support;

import dev.keyhold.testing.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class JsonTest {
    record Shape(String name, String secret) {
    }

    @Test
    void readsExactlyItsShape() {
        assertThat(read("{\"name\":\"a\",\"secret\":\"b\"}")).isEqualTo(new Shape("a", "b"));
    }

    @ParameterizedTest(name = "{0} is refused at \"{1}\"")
    @CsvSource(quoteCharacter = '\'', emptyValue = "", value = {
        "'', ''", "'null', ''", "'[]', ''", "'\"text\"', ''", "'1', ''", "'{', ''", "'{\"name\":\"a\",}', ''", "'{} x', ''", "'{\"name\":\"a\",\"name\":\"b\"}', ''",
        "'{\"other\":1}', '/other'", "'{\"a/b~c\":1}', '/a~1b~0c'", "'{\"name\":1}', '/name'", "'{\"name\":true}', '/name'", "'{\"name\":{}}', '/name'", "'{\"name\":[]}', '/name'",
    })
    void saysWhereItIsWrong(String body, String pointer) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> read(body));
        assertThat(refused.problem().status()).isEqualTo(400);
        assertThat(Golden.parse(Json.write(refused.problem())).at("/errors/0/pointer").asText()).isEqualTo(pointer);
    }

    /** Threat: an answer or a log that repeats what was sent leaks the password that stood beside the mistake. */
    @Test
    void neverRepeatsWhatWasSent() {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> read("{\"secret\":[\"hunter2\"]}"));
        assertThat(Json.write(refused.problem())).doesNotContain("hunter2");
        assertThat(refused).hasNoCause();
    }

    @Test
    void nestingWithoutEndIsRefused() {
        assertThat(catchThrowableOfType(ProblemException.class, () -> read("{\"name\":" + "[".repeat(8000)))).isNotNull();
    }

    @Test
    void timesAreUtcInWholeSeconds() {
        assertThat(Json.time(Instant.parse("2026-11-22T09:00:00.999Z"))).isEqualTo("2026-11-22T09:00:00Z");
    }

    private static Shape read(String body) {
        return Json.read(body.getBytes(StandardCharsets.UTF_8), Shape.class);
    }
}
