package dev.keyhold.reauthentication;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Query;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Makes grants and spends them. A grant lives five minutes; one that an enrolment was started with, and a rescue, ten. A rescue is
 * one secret with a row for each operation it opens, so that each is spent on its own.
 */
final class GrantStore {
    static final Duration LIFE = Duration.ofMinutes(5);
    static final Duration LONG_LIFE = Duration.ofMinutes(10);
    private static final String LIVE = "g.realmId = :realm and g.userId = :user and g.sessionId = :session and g.operation = :operation"
        + " and g.createdAt >= :since and g.expiresAt > :now and g.spentAt is null";
    // A rescue opens its operations whatever their target.
    private static final String FOR_TARGET = " and (g.hash = :hash and g.target = :target or g.hash = :rescue)";
    private static final String OPEN = LIVE + FOR_TARGET + " and g.boundTo is null";

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
        GrantSecret secret = GrantSecret.random();
        return make(proved, methods, secret, List.of(row(proved, secret.hash(), proved.operation())), LIFE);
    }

    /** One secret that opens each of these operations, once each unless it is repeatable. */
    Made makeRescue(Proved proved, List<String> methods, List<Operation> covers) {
        GrantSecret secret = GrantSecret.random();
        return make(proved, methods, secret, covers.stream().map(operation -> row(proved, secret.rescueHash(operation), operation)).toList(), LONG_LIFE);
    }

    private static Grant row(Proved proved, String hash, Operation operation) {
        Grant row = new Grant();
        row.hash = hash;
        row.operation = operation.word();
        row.target = proved.target();
        return row;
    }

    private Made make(Proved proved, List<String> methods, GrantSecret secret, List<Grant> rows, Duration life) {
        long now = clock.millis();
        em.createQuery("delete from KeyholdGrant g where g.userId = :user and g.expiresAt <= :now")
            .setParameter("user", proved.userId()).setParameter("now", now).executeUpdate();
        for (Grant row : rows) {
            row.realmId = proved.realmId();
            row.userId = proved.userId();
            row.sessionId = proved.sessionId();
            row.methods = String.join(",", methods);
            row.createdAt = now;
            row.expiresAt = now + life.toMillis();
            em.persist(row);
        }
        em.flush();
        return new Made(secret.text(), Instant.ofEpochMilli(now + life.toMillis()));
    }

    /**
     * True when the grant was made for exactly this and is used up by it; belongs into the transaction of the operation.
     *
     * @param since milliseconds; a grant made before opens nothing any more
     */
    boolean spend(GrantSecret secret, Proved proved, long since) {
        return proved.operation().isRepeatable() ? isOpen(secret, proved, since) : spendOnce(secret, proved, since);
    }

    // A repeatable grant is only looked at: an update would make parallel uses wait for each other's whole transaction.
    private boolean isOpen(GrantSecret secret, Proved proved, long since) {
        Query count = em.createQuery("select count(g) from KeyholdGrant g where " + OPEN, Long.class);
        return (Long) forTarget(count, secret, proved, since).getSingleResult() == 1;
    }

    /** Of any number of parallel uses one wins: the database changes the row once, and the count of changed rows says for whom. */
    boolean spendOnce(GrantSecret secret, Proved proved, long since) {
        Query update = em.createQuery("update KeyholdGrant g set g.spentAt = :now where " + OPEN);
        return forTarget(update, secret, proved, since).executeUpdate() == 1;
    }

    /**
     * From now on the grant opens nothing but the end of this enrolment; null when it does not open its start. A plain grant
     * starts one enrolment. A rescue may start another in place of one that was given up, without living longer for that.
     */
    Instant bind(GrantSecret secret, Proved proved, long since, String enrolment) {
        Query first = em.createQuery("update KeyholdGrant g set g.boundTo = :enrolment, g.expiresAt = :until where " + OPEN)
            .setParameter("enrolment", enrolment).setParameter("until", clock.millis() + LONG_LIFE.toMillis());
        if (forTarget(first, secret, proved, since).executeUpdate() == 1) {
            return boundUntil(secret, proved, enrolment);
        }
        Query again = em.createQuery("update KeyholdGrant g set g.boundTo = :enrolment where " + LIVE + " and g.hash = :rescue")
            .setParameter("enrolment", enrolment).setParameter("rescue", secret.rescueHash(proved.operation()));
        return live(again, proved, since).executeUpdate() == 1 ? boundUntil(secret, proved, enrolment) : null;
    }

    private Instant boundUntil(GrantSecret secret, Proved proved, String enrolment) {
        return Instant.ofEpochMilli(em.createQuery("select g.expiresAt from KeyholdGrant g where g.hash in :hashes and g.boundTo = :enrolment", Long.class)
            .setParameter("hashes", List.of(secret.hash(), secret.rescueHash(proved.operation()))).setParameter("enrolment", enrolment).getSingleResult());
    }

    enum Bound { SPENT_NOW, SPENT_BEFORE, NOT_OPEN }

    /** Ends the enrolment that the grant is bound to; a second end of the same one is told apart from one that was never open. */
    Bound spendBound(GrantSecret secret, Proved proved, long since, String enrolment) {
        Query update = em.createQuery("update KeyholdGrant g set g.spentAt = :now where " + LIVE
                + " and (g.hash = :hash or g.hash = :rescue) and g.boundTo = :enrolment")
            .setParameter("hash", secret.hash()).setParameter("rescue", secret.rescueHash(proved.operation())).setParameter("enrolment", enrolment);
        if (live(update, proved, since).executeUpdate() == 1) {
            return Bound.SPENT_NOW;
        }
        boolean before = rows(secret, proved.operation()).anyMatch(row -> isSpentBy(row, proved, enrolment));
        return before ? Bound.SPENT_BEFORE : Bound.NOT_OPEN;
    }

    private boolean isSpentBy(Grant row, Proved proved, String enrolment) {
        return row.spentAt != null && enrolment.equals(row.boundTo) && row.realmId.equals(proved.realmId()) && row.userId.equals(proved.userId())
            && row.sessionId.equals(proved.sessionId()) && row.expiresAt > clock.millis();
    }

    // Locked, so that the rows are read as they are now, whatever this transaction has seen before.
    private Stream<Grant> rows(GrantSecret secret, Operation operation) {
        return Stream.of(secret.hash(), secret.rescueHash(operation))
            .map(hash -> em.find(Grant.class, hash, LockModeType.PESSIMISTIC_WRITE)).filter(Objects::nonNull);
    }

    boolean isRescue(GrantSecret secret) {
        return em.createQuery("select count(g) from KeyholdGrant g where g.hash in :hashes", Long.class)
            .setParameter("hashes", secret.rescueHashes()).getSingleResult() > 0;
    }

    /**
     * What is left of a rescue counts as made now.
     *
     * @param since milliseconds; one that something had voided before stays void
     */
    void renewRescue(GrantSecret secret, Proved proved, long since) {
        em.createQuery("update KeyholdGrant g set g.createdAt = :now where g.hash in :hashes and g.realmId = :realm and g.userId = :user"
                + " and g.sessionId = :session and g.createdAt >= :since and g.expiresAt > :now and g.spentAt is null")
            .setParameter("hashes", secret.rescueHashes()).setParameter("realm", proved.realmId()).setParameter("user", proved.userId())
            .setParameter("session", proved.sessionId()).setParameter("since", since).setParameter("now", clock.millis()).executeUpdate();
    }

    private Query forTarget(Query query, GrantSecret secret, Proved proved, long since) {
        return live(query, proved, since).setParameter("hash", secret.hash()).setParameter("rescue", secret.rescueHash(proved.operation()))
            .setParameter("target", proved.target());
    }

    private Query live(Query query, Proved proved, long since) {
        return query.setParameter("realm", proved.realmId()).setParameter("user", proved.userId()).setParameter("session", proved.sessionId())
            .setParameter("operation", proved.operation().word()).setParameter("since", since).setParameter("now", clock.millis());
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
}
