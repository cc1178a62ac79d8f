package dev.keyhold.reauthentication;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class AttemptsTest {
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final LockPolicy THREE = new LockPolicy(3, MINUTE, 3 * MINUTE, 60 * MINUTE, -1);

    private final Attempts attempts = new Attempts("realm", "user", "password");
    private long now = Instant.parse("2026-11-22T09:00:00Z").toEpochMilli();

    @Test
    void countsDownToTheLock() {
        assertThat(count(THREE)).isEqualTo(new Counting.Counted(2, null));
        assertThat(count(THREE)).isEqualTo(new Counting.Counted(1, null));
        assertThat(count(THREE)).isEqualTo(lastTry());
        assertThat(count(THREE)).isEqualTo(new Counting.Locked(Instant.ofEpochMilli(now + MINUTE)));
    }

    @Test
    void theLockEndsAndTheNextOneIsLongerUpToTheLongest() {
        for (long minutes : new long[]{1, 2, 3, 3}) {
            exhaust(THREE);
            assertThat(count(THREE)).isEqualTo(new Counting.Locked(Instant.ofEpochMilli(now + minutes * MINUTE)));
            now += minutes * MINUTE;
        }
        assertThat(count(THREE)).isEqualTo(new Counting.Counted(2, null));
    }

    @Test
    void askingWhileLockedMakesTheLockNoLonger() {
        exhaust(THREE);
        now += MINUTE - 1;
        assertThat(count(THREE)).isInstanceOf(Counting.Locked.class);
        now += 1;
        assertThat(count(THREE)).isInstanceOf(Counting.Counted.class);
    }

    @Test
    void everythingIsForgottenAfterTheRealmsTime() {
        exhaust(THREE);
        now += MINUTE + 60 * MINUTE;
        exhaust(THREE);
        assertThat(count(THREE)).isEqualTo(new Counting.Locked(Instant.ofEpochMilli(now + MINUTE)));
    }

    /** Threat: a realm that forgets sooner than a lock ends makes each lock the first one. */
    @Test
    void aLockThatOutlastsTheRealmsMemoryIsRemembered() {
        LockPolicy forgetful = new LockPolicy(3, MINUTE, 3 * MINUTE, MINUTE, -1);
        exhaust(forgetful);
        now += MINUTE;
        exhaust(forgetful);
        assertThat(count(forgetful)).isEqualTo(new Counting.Locked(Instant.ofEpochMilli(now + 2 * MINUTE)));
    }

    @Test
    void anAttemptThatWasNeverMadeIsGivenBack() {
        Counting.Counted first = (Counting.Counted) count(THREE);
        attempts.giveBack(first);
        assertThat(count(THREE)).isEqualTo(new Counting.Counted(2, null));
    }

    @Test
    void theLastAttemptGivenBackOpensTheLockItMade() {
        count(THREE);
        count(THREE);
        attempts.giveBack((Counting.Counted) count(THREE));
        assertThat(count(THREE)).isEqualTo(lastTry());
    }

    @Test
    void aPermanentLockTellsNoTime() {
        LockPolicy permanentAtOnce = new LockPolicy(3, MINUTE, 15 * MINUTE, 60 * MINUTE, 0);
        exhaust(permanentAtOnce);
        assertThat(count(permanentAtOnce)).isEqualTo(new Counting.Locked(null));
        now += 15 * MINUTE - 1;
        assertThat(count(permanentAtOnce)).isEqualTo(new Counting.Locked(null));
    }

    @Test
    void temporaryLocksComeBeforeThePermanentOne() {
        LockPolicy oneTemporary = new LockPolicy(3, MINUTE, 15 * MINUTE, 60 * MINUTE, 1);
        exhaust(oneTemporary);
        assertThat(count(oneTemporary)).isEqualTo(new Counting.Locked(Instant.ofEpochMilli(now + MINUTE)));
        now += MINUTE;
        exhaust(oneTemporary);
        assertThat(count(oneTemporary)).isEqualTo(new Counting.Locked(null));
    }

    @Test
    void aLimitThatWasLoweredLocksAtTheNextAttempt() {
        count(THREE);
        count(THREE);
        assertThat(count(new LockPolicy(1, MINUTE, MINUTE, 60 * MINUTE, -1))).isEqualTo(lastTry());
    }

    private Counting lastTry() {
        return new Counting.Counted(0, new Counting.Locked(Instant.ofEpochMilli(now + MINUTE)));
    }

    private Counting count(LockPolicy policy) {
        return attempts.count(policy, now);
    }

    private void exhaust(LockPolicy policy) {
        for (int i = 0; i < policy.limit(); i++) {
            assertThat(count(policy)).isInstanceOf(Counting.Counted.class);
        }
    }
}
