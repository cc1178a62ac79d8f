package dev.keyhold.reauthentication;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Makes grants and spends them. A grant is 256 random bits, known here only by their SHA-256, and lives five minutes. */
final class GrantStore {
    static final Duration LIFE = Duration.ofMinutes(5);
    private static final int BYTES = 32;
    private static final int TEXT_LENGTH = 43;
    private static final String OPEN = "g.hash = :hash and g.realmId = :realm and g.userId = :user and g.sessionId = :session"
        + " and g.operation = :operation and g.target = :target and g.createdAt >= :since and g.expiresAt > :now and g.spentAt is null";

    private final EntityManager em;
    private final Clock clock;

    GrantStore(EntityManager em, Clock clock) {
        this.em = em;
        this.clock = clock;
    }

    record Made(String secret, Instant expiresAt) {
    }

    /** The secret is told once, here. The user's expired grants go at the same time. */
    Made make(Proved proved, List<String> methods) {
        long now = clock.millis();
        em.createQuery("delete from KeyholdGrant g where g.userId = :user and g.expiresAt <= :now")
            .setParameter("user", proved.userId()).setParameter("now", now).executeUpdate();
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Grant row = new Grant();
        row.hash = hash(secret);
        row.realmId = proved.realmId();
        row.userId = proved.userId();
        row.sessionId = proved.sessionId();
        row.operation = proved.operation().word();
        row.target = proved.target();
        row.methods = String.join(",", methods);
        row.createdAt = now;
        row.expiresAt = now + LIFE.toMillis();
        em.persist(row);
        em.flush();
        return new Made(secret, Instant.ofEpochMilli(row.expiresAt));
    }

    /**
     * True when the grant was made for exactly this and is used up by it; belongs into the transaction of the operation.
     *
     * @param since milliseconds; a grant made before opens nothing any more
     */
    boolean spend(String secret, Proved proved, long since) {
        return proved.operation().isRepeatable() ? isOpen(secret, proved, since) : spendOnce(secret, proved, since);
    }

    // A repeatable grant is only looked at: an update would make parallel uses wait for each other's whole transaction.
    private boolean isOpen(String secret, Proved proved, long since) {
        Query count = em.createQuery("select count(g) from KeyholdGrant g where " + OPEN, Long.class);
        return isGrant(secret) && (Long) bind(count, secret, proved, since).getSingleResult() == 1;
    }

    /** Of any number of parallel uses one wins: the database changes the row once, and the count of changed rows says for whom. */
    boolean spendOnce(String secret, Proved proved, long since) {
        Query update = em.createQuery("update KeyholdGrant g set g.spentAt = :now where " + OPEN);
        return isGrant(secret) && bind(update, secret, proved, since).executeUpdate() == 1;
    }

    private Query bind(Query query, String secret, Proved proved, long since) {
        return query.setParameter("hash", hash(secret)).setParameter("realm", proved.realmId()).setParameter("user", proved.userId())
            .setParameter("session", proved.sessionId()).setParameter("operation", proved.operation().word())
            .setParameter("target", proved.target()).setParameter("since", since).setParameter("now", clock.millis());
    }

    private static boolean isGrant(String text) {
        return text != null && text.length() == TEXT_LENGTH;
    }

    void removeUser(String realmId, String userId) {
        em.createQuery("delete from KeyholdGrant g where g.realmId = :realm and g.userId = :user")
            .setParameter("realm", realmId).setParameter("user", userId).executeUpdate();
    }

    void removeRealm(String realmId) {
        em.createQuery("delete from KeyholdGrant g where g.realmId = :realm").setParameter("realm", realmId).executeUpdate();
    }

    /** Expired ones, of whomever; answers how many went. */
    int removeExpired(int most) {
        List<String> hashes = em.createQuery("select g.hash from KeyholdGrant g where g.expiresAt <= :now order by g.expiresAt", String.class)
            .setParameter("now", clock.millis()).setMaxResults(most).getResultList();
        return hashes.isEmpty() ? 0 : em.createQuery("delete from KeyholdGrant g where g.hash in :hashes").setParameter("hashes", hashes).executeUpdate();
    }

    private static String hash(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII));
            // Hexadecimal, since some databases compare text without regard to case.
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
