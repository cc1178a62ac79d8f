package dev.keyhold.reauthentication;

import org.keycloak.models.RealmModel;

import java.time.Duration;

/**
 * When wrong proofs lock and for how long, from the realm's own brute-force settings. They hold here even where the realm has
 * its brute-force detection switched off: a stolen session must not be a way to guess the password.
 *
 * @param limit          wrong proofs until the lock
 * @param waitMillis     length of the first lock; the n-th is n times as long
 * @param maxWaitMillis  none of the first ten locks in a row is longer
 * @param grownMillis    from the eleventh on each is twice as long as the one before, up to this; no more than maxWaitMillis: none grows
 * @param forgetMillis   after this long without an attempt everything is forgotten
 * @param temporaryLocks locks until one is permanent; negative: none ever is
 */
record LockPolicy(int limit, long waitMillis, long maxWaitMillis, long grownMillis, long forgetMillis, int temporaryLocks) implements Locks {
    // Not longer: who knows the password must not be able to keep its owner's codes paused for a day.
    private static final long GROWN_MILLIS = Duration.ofHours(1).toMillis();
    private static final int STEADY_LOCKS = 10;
    // From the shortest wait there is, a second, this often doubled is more than the longest.
    private static final int MOST_DOUBLINGS = 12;

    /** Whose waits do not grow past the realm's longest. */
    LockPolicy(int limit, long waitMillis, long maxWaitMillis, long forgetMillis, int temporaryLocks) {
        this(limit, waitMillis, maxWaitMillis, maxWaitMillis, forgetMillis, temporaryLocks);
    }

    static LockPolicy of(RealmModel realm) {
        boolean permanent = realm.isBruteForceProtected() && realm.isPermanentLockout();
        return new LockPolicy(
            Math.max(1, realm.getFailureFactor()),
            // A wait of nothing would be no lock at all.
            Math.max(1, realm.getWaitIncrementSeconds()) * 1000L,
            Math.max(1, realm.getMaxFailureWaitSeconds()) * 1000L,
            Math.max(1, realm.getMaxDeltaTimeSeconds()) * 1000L,
            permanent ? Math.max(0, realm.getMaxTemporaryLockouts()) : -1);
    }

    /**
     * The same for codes, whose misses Keycloak does not hear of: only Keycloak could disable the user for good. Whoever goes on
     * guessing them waits longer and longer instead.
     */
    LockPolicy forCodes() {
        return new LockPolicy(limit, waitMillis, maxWaitMillis, GROWN_MILLIS, forgetMillis, -1);
    }

    /** @param lock which lock in a row it is, from 1 */
    long lockMillis(int lock) {
        if (lock <= STEADY_LOCKS || grownMillis <= maxWaitMillis) {
            return Math.min(waitMillis * lock, maxWaitMillis);
        }
        return Math.min(lockMillis(STEADY_LOCKS) << Math.min(lock - STEADY_LOCKS, MOST_DOUBLINGS), grownMillis);
    }

    @Override
    public boolean isPermanent(int lock) {
        return temporaryLocks >= 0 && lock > temporaryLocks;
    }

    // A permanent lock is Keycloak's to keep: it was told of every failure and disables the user. Ours bridges the time until it did.
    @Override
    public long end(int lock, long now) {
        return now + (isPermanent(lock) ? maxWaitMillis : lockMillis(lock));
    }
}
