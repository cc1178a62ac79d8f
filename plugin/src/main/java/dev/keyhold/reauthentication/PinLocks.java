package dev.keyhold.reauthentication;

import java.time.Duration;
import java.util.List;

/**
 * The pauses of a PIN, the same in every realm: after five misses a minute, then five, fifteen, and an hour each. The hundredth
 * miss in a row is the last one: from then on only a new PIN helps. No time makes misses forgotten, so that no clock can.
 */
enum PinLocks implements Locks {
    INSTANCE;

    private static final List<Duration> PAUSES = List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofHours(1));
    private static final int TRIES = 5;
    private static final int MISSES_IN_A_ROW = 100;

    @Override
    public int limit() {
        return TRIES;
    }

    @Override
    public long forgetMillis() {
        return Long.MAX_VALUE;
    }

    @Override
    public boolean isPermanent(int lock) {
        return lock >= MISSES_IN_A_ROW / TRIES;
    }

    @Override
    public long end(int lock, long now) {
        return isPermanent(lock) ? Long.MAX_VALUE : now + PAUSES.get(Math.min(lock, PAUSES.size()) - 1).toMillis();
    }
}
