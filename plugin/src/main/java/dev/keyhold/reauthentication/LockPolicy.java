package dev.keyhold.reauthentication;

import org.keycloak.models.RealmModel;

/**
 * When wrong proofs lock and for how long, from the realm's own brute-force settings. They hold here even where the realm has
 * its brute-force detection switched off: a stolen session must not be a way to guess the password.
 *
 * @param limit          wrong proofs until the lock
 * @param waitMillis     length of the first lock; the n-th is n times as long
 * @param maxWaitMillis  no lock is longer
 * @param forgetMillis   after this long without an attempt everything is forgotten
 * @param temporaryLocks locks until one is permanent; negative: none ever is
 */
record LockPolicy(int limit, long waitMillis, long maxWaitMillis, long forgetMillis, int temporaryLocks) {

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

    /** The same for a factor whose misses Keycloak does not hear of: only Keycloak could disable the user for good. */
    LockPolicy temporary() {
        return new LockPolicy(limit, waitMillis, maxWaitMillis, forgetMillis, -1);
    }

    /** @param lock which lock in a row it is, from 1 */
    long lockMillis(int lock) {
        return Math.min(waitMillis * lock, maxWaitMillis);
    }

    boolean isPermanent(int lock) {
        return temporaryLocks >= 0 && lock > temporaryLocks;
    }
}
