package dev.keyhold.factors;

import dev.keyhold.support.Caller;
import dev.keyhold.support.Database;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.cache.CachedUserModel;

/**
 * Holds all other changes of one user, on every node, until this transaction has ended. What was read about the user before may
 * have changed while waiting: look again after it. Keycloak's cache is past for this user then.
 */
public final class UserLock {
    private UserLock() {
    }

    /** In the transaction of the caller's request. */
    public static void take(Caller caller) {
        take(Database.of(caller.keycloak()), caller.keycloak(), caller.realm(), caller.user());
    }

    public static void take(EntityManager em, KeycloakSession keycloak, RealmModel realm, UserModel user) {
        take(em, Database.apart(keycloak), realm.getId(), user.getId());
        // It may show what was there before the change that was waited for.
        if (user instanceof CachedUserModel cached) {
            cached.invalidate();
        }
    }

    /** @param apart where the user's row is made when there is none: in this transaction, another one could not wait for it */
    public static void take(EntityManager em, Database.Apart apart, String realmId, String userId) {
        // Looked for without a lock: MariaDB locks the place of a row that is not there, and the one that makes it would wait for us.
        if (!isThere(em, userId)) {
            make(apart, realmId, userId);
        }
        if (em.find(Preference.class, userId, LockModeType.PESSIMISTIC_WRITE) == null) {
            throw new IllegalStateException("A user's row is not there, though it was made");
        }
    }

    /** When the user last changed something that no credential dates, in milliseconds; 0 when never. Proofs given before count no more. */
    public static long lastRemoval(EntityManager em, String userId) {
        return em.createQuery("select p.removedAt from KeyholdPreference p where p.userId = :user", Long.class)
            .setParameter("user", userId).getResultStream().findFirst().orElse(0L);
    }

    /** From now on, proofs given before count no more. Called under the lock. */
    public static void voidProofs(EntityManager em, String userId, long now) {
        em.createQuery("update KeyholdPreference p set p.removedAt = :now where p.userId = :user")
            .setParameter("now", now).setParameter("user", userId).executeUpdate();
    }

    private static boolean isThere(EntityManager em, String userId) {
        return em.createQuery("select count(p) from KeyholdPreference p where p.userId = :user", Long.class)
            .setParameter("user", userId).getSingleResult() > 0;
    }

    private static void make(Database.Apart apart, String realmId, String userId) {
        try {
            apart.run(em -> {
                em.persist(new Preference(realmId, userId));
                em.flush();
                return null;
            });
        } catch (RuntimeException e) {
            // Two first changes at once both make the row: whose fails finds the other's.
            if (!apart.run(em -> isThere(em, userId))) {
                throw e;
            }
        }
    }
}
