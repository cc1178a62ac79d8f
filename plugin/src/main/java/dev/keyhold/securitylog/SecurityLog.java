package dev.keyhold.securitylog;

import dev.keyhold.support.AgedRows;
import dev.keyhold.support.UserRows;
import jakarta.persistence.EntityManager;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Writes the rows of the users' security log. A row belongs to the transaction of its entity manager: told with a change, it
 * stands or falls with it, and a row that cannot be written stops the change. A refusal, which rolls back, is told apart from it.
 */
public final class SecurityLog implements UserRows {
    private final Clock clock;

    public SecurityLog(Clock clock) {
        this.clock = clock;
    }

    /** Writes the row now, so that what is wrong with it shows before anything that cannot be undone. */
    public SecurityEvent record(EntityManager em, Entry entry) {
        SecurityEvent row = new SecurityEvent(entry, clock.millis());
        em.persist(row);
        em.flush();
        return row;
    }

    /** Takes back a row of this transaction whose event did not come about. */
    public void retract(EntityManager em, SecurityEvent row) {
        em.remove(row);
    }

    /** The rows that are older than this. */
    public AgedRows olderThan(Duration age) {
        return (em, most) -> {
            List<String> ids = em.createQuery("select e.id from KeyholdSecurityEvent e where e.occurredAt < :since order by e.occurredAt", String.class)
                .setParameter("since", clock.instant().minus(age).toEpochMilli()).setMaxResults(most).getResultList();
            return ids.isEmpty() ? 0 : em.createQuery("delete from KeyholdSecurityEvent e where e.id in :ids").setParameter("ids", ids).executeUpdate();
        };
    }

    @Override
    public void removeUser(EntityManager em, String realmId, String userId) {
        em.createQuery("delete from KeyholdSecurityEvent e where e.realmId = :realm and e.userId = :user")
            .setParameter("realm", realmId).setParameter("user", userId).executeUpdate();
    }

    @Override
    public void removeRealm(EntityManager em, String realmId) {
        em.createQuery("delete from KeyholdSecurityEvent e where e.realmId = :realm").setParameter("realm", realmId).executeUpdate();
    }
}
