package dev.keyhold.passkeys;

import dev.keyhold.support.Device;
import dev.keyhold.support.Origin;
import dev.keyhold.support.Text;
import dev.keyhold.support.UserRows;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;

import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps the facts about keys, each in the transaction of its entity manager. */
final class KeyFacts implements UserRows {
    private final Clock clock;

    KeyFacts(Clock clock) {
        this.clock = clock;
    }

    /** By the id of the credential. */
    Map<String, KeyFact> of(EntityManager em, String realmId, String userId) {
        return em.createQuery("select f from KeyholdFactorFact f where f.realmId = :realm and f.userId = :user", KeyFact.class)
            .setParameter("realm", realmId).setParameter("user", userId).getResultStream()
            .collect(Collectors.toMap(fact -> fact.credentialId, Function.identity()));
    }

    /** Whether anybody in the realm has a key with this id. */
    boolean isTaken(EntityManager em, String realmId, byte[] credentialId) {
        return em.createQuery("select count(f) from KeyholdFactorFact f where f.realmId = :realm and f.keyHash = :hash", Long.class)
            .setParameter("realm", realmId).setParameter("hash", Key.hash(credentialId)).getSingleResult() > 0;
    }

    /** Ends the request as {@code already-registered} when somebody else was faster with a key of this id. */
    void enrolled(EntityManager em, String realmId, String userId, Key key, boolean synced, Origin from) {
        KeyFact fact = new KeyFact(realmId, userId, key.id(), Key.hash(key.credentialId()), KeyFact.PAGE);
        fact.synced = synced;
        fact.enrolledDevice = words(from.device());
        try {
            em.persist(fact);
            em.flush();
        } catch (PersistenceException e) {
            throw PasskeysProblems.alreadyRegistered().asException();
        }
    }

    /** Keycloak has just accepted this key. One that its own pages registered is known from then on. */
    void used(EntityManager em, String realmId, String userId, Key key, boolean synced, Origin from) {
        KeyFact fact = em.find(KeyFact.class, key.id());
        if (fact == null) {
            fact = new KeyFact(realmId, userId, key.id(), Key.hash(key.credentialId()), KeyFact.KEYCLOAK);
            em.persist(fact);
        }
        Device device = from.device();
        fact.synced = synced;
        fact.lastUsedAt = clock.millis();
        fact.address = Text.cut(from.address(), 64);
        fact.browser = Text.cut(device.browser(), 128);
        fact.os = Text.cut(device.os(), 128);
        fact.deviceType = Text.cut(device.type(), 16);
        em.flush();
    }

    void remove(EntityManager em, String realmId, String credentialId) {
        em.createQuery("delete from KeyholdFactorFact f where f.realmId = :realm and f.credentialId = :credential")
            .setParameter("realm", realmId).setParameter("credential", credentialId).executeUpdate();
    }

    @Override
    public void removeUser(EntityManager em, String realmId, String userId) {
        em.createQuery("delete from KeyholdFactorFact f where f.realmId = :realm and f.userId = :user")
            .setParameter("realm", realmId).setParameter("user", userId).executeUpdate();
    }

    @Override
    public void removeRealm(EntityManager em, String realmId) {
        em.createQuery("delete from KeyholdFactorFact f where f.realmId = :realm").setParameter("realm", realmId).executeUpdate();
    }

    private static String words(Device device) {
        String words = Stream.of(device.browser(), device.os()).filter(word -> word != null).collect(Collectors.joining(", "));
        return words.isEmpty() ? null : Text.cut(words, 255);
    }
}
