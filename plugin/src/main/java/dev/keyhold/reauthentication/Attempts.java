package dev.keyhold.reauthentication;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** How often one user's one factor was tried in vain, and until when it is locked. Used only under its row's lock. */
@Entity(name = "KeyholdAttempts")
@Table(name = "KEYHOLD_ATTEMPTS")
public class Attempts {
    @Id
    @Column(name = "ID")
    String id;
    @Column(name = "REALM_ID")
    String realmId;
    @Column(name = "USER_ID")
    String userId;
    @Column(name = "FACTOR")
    String factor;
    @Column(name = "FAILURES")
    int failures;
    @Column(name = "LOCKS")
    int locks;
    /** 0 when not locked. */
    @Column(name = "LOCKED_UNTIL")
    long lockedUntil;
    @Column(name = "LAST_AT")
    long lastAt;

    protected Attempts() {
    }

    Attempts(String realmId, String userId, String factor) {
        this.id = idOf(userId, factor);
        this.realmId = realmId;
        this.userId = userId;
        this.factor = factor;
    }

    static String idOf(String userId, String factor) {
        return UUID.nameUUIDFromBytes((factor + ' ' + userId).getBytes(StandardCharsets.UTF_8)).toString();
    }

    /**
     * Counts one attempt before it is made, or says that none may be made now. The attempt that reaches the limit locks at once:
     * should it turn out right, {@link AttemptStore#forget} opens again.
     */
    Counting count(Locks policy, long now) {
        if (lockedUntil > now) {
            return locked(policy);
        }
        // From the end of a lock on: one that outlasts the realm's memory would else be the first one again and again.
        if (isForgotten(policy, now)) {
            locks = 0;
            failures = 0;
        } else if (lockedUntil > 0) {
            failures = 0;
        }
        lockedUntil = 0;
        lastAt = now;
        failures++;
        boolean locks = failures >= policy.limit();
        if (locks) {
            lock(policy, now);
        }
        return new Counting.Counted(Math.max(0, policy.limit() - failures), locks ? locked(policy) : null);
    }

    /** Undoes one counted attempt that was never made. */
    void giveBack(Counting.Counted counted) {
        failures = Math.max(0, failures - 1);
        if (counted.locked()) {
            locks = Math.max(0, locks - 1);
            lockedUntil = 0;
        }
    }

    /** What a count would find; counts nothing. */
    Counting.Refused standing(Locks policy, long now) {
        if (lockedUntil > now) {
            return new Counting.Refused(0, locked(policy));
        }
        boolean anew = lockedUntil > 0 || isForgotten(policy, now);
        return new Counting.Refused(anew ? policy.limit() : Math.max(0, policy.limit() - failures), null);
    }

    private boolean isForgotten(Locks policy, long now) {
        return now - Math.max(lastAt, lockedUntil) >= policy.forgetMillis();
    }

    private void lock(Locks policy, long now) {
        locks++;
        lockedUntil = policy.end(locks, now);
    }

    private Counting.Locked locked(Locks policy) {
        return new Counting.Locked(policy.isPermanent(locks) ? null : Instant.ofEpochMilli(lockedUntil));
    }
}
