package dev.keyhold.factors;

import dev.keyhold.support.UserRows;
import jakarta.persistence.EntityManager;

/** The rows that users' changes lock go with their users. */
public final class UserLockRows implements UserRows {
    @Override
    public void removeUser(EntityManager em, String realmId, String userId) {
        em.createQuery("delete from KeyholdPreference p where p.realmId = :realm and p.userId = :user")
            .setParameter("realm", realmId).setParameter("user", userId).executeUpdate();
    }

    @Override
    public void removeRealm(EntityManager em, String realmId) {
        em.createQuery("delete from KeyholdPreference p where p.realmId = :realm").setParameter("realm", realmId).executeUpdate();
    }
}
