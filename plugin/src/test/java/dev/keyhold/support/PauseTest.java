package dev.keyhold.support;

import dev.keyhold.testing.SettableClock;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import static org.assertj.core.api.Assertions.assertThat;

class PauseTest {
    private final SettableClock clock = new SettableClock("2026-11-23T09:00:30Z");

    @Test
    void isNeverToldTooShort() {
        assertThat(minutesUntil("2026-11-23T09:00:31Z")).isEqualTo(1);
        assertThat(minutesUntil("2026-11-23T09:01:30Z")).isEqualTo(1);
        assertThat(minutesUntil("2026-11-23T09:01:31Z")).isEqualTo(2);
        assertThat(minutesUntil("2026-11-23T08:00:00Z")).isEqualTo(1);
    }

    @Test
    void namesTheZoneOfItsTime() {
        String time = Pause.until(Instant.parse("2026-11-23T09:15:00Z"), clock, Locale.GERMAN).time();
        assertThat(time).contains("2026").endsWith(DateTimeFormatter.ofPattern(" z", Locale.GERMAN).format(clock.instant().atZone(ZoneId.systemDefault())));
    }

    private long minutesUntil(String until) {
        return Pause.until(Instant.parse(until), clock, Locale.ENGLISH).minutes();
    }
}
