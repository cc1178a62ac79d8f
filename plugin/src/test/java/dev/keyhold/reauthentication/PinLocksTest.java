package dev.keyhold.reauthentication;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class PinLocksTest {
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private final Attempts attempts = new Attempts("realm", "user", "pin");
    private long now = Instant.parse("2026-11-23T09:00:00Z").toEpochMilli();

    @Test
    void pausesGrowAndTheHundredthMissIsTheLast() {
        for (int round = 1; round < 20; round++) {
            long minutes = round == 1 ? 1 : round == 2 ? 5 : round == 3 ? 15 : 60;
            miss(5);
            assertThat(count()).isEqualTo(new Counting.Locked(Instant.ofEpochMilli(now + minutes * MINUTE)));
            now += minutes * MINUTE;
        }
        miss(4);
        assertThat(count()).isEqualTo(new Counting.Counted(0, new Counting.Locked(null)));
        now += Duration.ofDays(36500).toMillis();
        assertThat(count()).isEqualTo(new Counting.Locked(null));
    }

    /** Threat: who guesses four times a year, or waits between the pauses, is never counted to a hundred. */
    @Test
    void noTimeMakesMissesForgotten() {
        miss(4);
        now += Duration.ofDays(400).toMillis();
        assertThat(attempts.standing(PinLocks.INSTANCE, now)).isEqualTo(new Counting.Refused(1, null));
        miss(1);
        now += Duration.ofDays(400).toMillis();
        assertThat(attempts.standing(PinLocks.INSTANCE, now)).isEqualTo(new Counting.Refused(5, null));
        miss(5);
        assertThat(count()).isEqualTo(new Counting.Locked(Instant.ofEpochMilli(now + 5 * MINUTE)));
    }

    @Test
    void standingCountsNothing() {
        miss(3);
        assertThat(attempts.standing(PinLocks.INSTANCE, now)).isEqualTo(attempts.standing(PinLocks.INSTANCE, now)).isEqualTo(new Counting.Refused(2, null));
        miss(2);
        assertThat(attempts.standing(PinLocks.INSTANCE, now)).isEqualTo(new Counting.Refused(0, new Counting.Locked(Instant.ofEpochMilli(now + MINUTE))));
    }

    /** A check that came to no verdict is no miss, not even the one that would have disabled the PIN. */
    @Test
    void theHundredthGivenBackDisablesNothing() {
        for (int round = 1; round < 20; round++) {
            miss(5);
            now += 60 * MINUTE;
        }
        miss(4);
        attempts.giveBack((Counting.Counted) count());
        assertThat(attempts.standing(PinLocks.INSTANCE, now)).isEqualTo(new Counting.Refused(1, null));
    }

    private Counting count() {
        return attempts.count(PinLocks.INSTANCE, now);
    }

    private void miss(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(count()).isInstanceOf(Counting.Counted.class);
        }
    }
}
