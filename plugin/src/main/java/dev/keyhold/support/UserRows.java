package dev.keyhold.support;

import jakarta.persistence.EntityManager;

/** A room's rows about users; they go when the user or the realm goes, in that same transaction. */
public interface UserRows {
    void removeUser(EntityManager em, String realmId, String userId);

    void removeRealm(EntityManager em, String realmId);
}
