package dev.keyhold.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/**
 * How a sign-in page tells when something may be tried again.
 *
 * @param minutes from now, rounded up
 * @param time    of the server's zone, which it names: nobody told the reader's
 */
public record Pause(long minutes, String time) {

    public static Pause until(Instant until, Clock clock, Locale locale) {
        long minutes = Math.max(1, Duration.between(clock.instant(), until).plusSeconds(59).toMinutes());
        // Rounded up: tried at the time that was told, it must not be too early.
        ZonedDateTime at = until.plusSeconds(59).atZone(ZoneId.systemDefault());
        String time = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT).withLocale(locale).format(at)
            + DateTimeFormatter.ofPattern(" z", locale).format(at);
        return new Pause(minutes, time);
    }
}
