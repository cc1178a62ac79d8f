package dev.keyhold.reauthentication;

import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.LockModeType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Counts the attempts of one transaction. The row is locked for that transaction, so that parallel attempts, also of several
 * Keycloak nodes, are counted one after the other.
 */
final class AttemptStore {
    // Far longer than realms wait until they forget failures (12 hours where nobody chose).
    static final Duration STALE = Duration.ofDays(90);
    // Misses of a PIN in a row are never forgotten.
    private static final String UNUSED = "a.lastAt < :since and a.lockedUntil <= :now and a.factor <> 'pin'";

    private final EntityManager em;
    private final Clock clock;

    AttemptStore(EntityManager em, Clock clock) {
        this.em = em;
        this.clock = clock;
    }

    /** Two first attempts at once may both make the row; the one that fails with that may simply be run again. */
    Counting count(String realmId, String userId, String factor, Locks policy) {
        Attempts row = row(userId, factor);
        if (row == null) {
            row = new Attempts(realmId, userId, factor);
            em.persist(row);
        }
        Counting counting = row.count(policy, clock.millis());
        em.flush();
        return counting;
    }

    void giveBack(String userId, String factor, Counting.Counted counted) {
        Attempts row = row(userId, factor);
        if (row != null) {
            row.giveBack(counted);
        }
    }

    /** A right proof: nothing that went before counts any more. */
    void forget(String userId, String factor) {
        em.createQuery("delete from KeyholdAttempts a where a.id = :id").setParameter("id", Attempts.idOf(userId, factor))
            .setFlushMode(FlushModeType.COMMIT).executeUpdate();
    }

    /** When the lock ends; null when there is none now. */
    Instant pausedUntil(String userId, String factor) {
        Attempts row = em.find(Attempts.class, Attempts.idOf(userId, factor));
        return row == null || row.lockedUntil <= clock.millis() ? null : Instant.ofEpochMilli(row.lockedUntil);
    }

    /** What is left of tries, or the lock; all tries where nothing was counted. */
    Counting.Refused standing(String userId, String factor, Locks policy) {
        Attempts row = em.find(Attempts.class, Attempts.idOf(userId, factor));
        return row == null ? new Counting.Refused(policy.limit(), null) : row.standing(policy, clock.millis());
    }

    void removeUser(String realmId, String userId) {
        em.createQuery("delete from KeyholdAttempts a where a.realmId = :realm and a.userId = :user")
            .setParameter("realm", realmId).setParameter("user", userId).executeUpdate();
    }

    void removeRealm(String realmId) {
        em.createQuery("delete from KeyholdAttempts a where a.realmId = :realm").setParameter("realm", realmId).executeUpdate();
    }

    /** Rows of factors that nobody tried for so long; answers how many went. An attempt made meanwhile keeps its row. */
    int removeStale(int most) {
        long now = clock.millis();
        long since = now - STALE.toMillis();
        List<String> ids = em.createQuery("select a.id from KeyholdAttempts a where " + UNUSED + " order by a.lastAt", String.class)
            .setParameter("since", since).setParameter("now", now).setMaxResults(most).getResultList();
        return ids.isEmpty() ? 0 : em.createQuery("delete from KeyholdAttempts a where a.id in :ids and " + UNUSED)
            .setParameter("ids", ids).setParameter("since", since).setParameter("now", now).executeUpdate();
    }

    private Attempts row(String userId, String factor) {
        return em.find(Attempts.class, Attempts.idOf(userId, factor), LockModeType.PESSIMISTIC_WRITE);
    }
}
