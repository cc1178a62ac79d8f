package dev.keyhold.recoverycodes;

import dev.keyhold.support.Device;
import dev.keyhold.support.Origin;
import dev.keyhold.support.Text;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One user's recovery codes in the database, within one transaction. Hashes are made and compared here; what is right is never told twice. */
final class CodeStore {
    /** A set that nobody typed a code back of is worth nothing after this. */
    static final Duration PENDING_LIFE = Duration.ofDays(1);
    private static final String USERS = "c.realmId = :realm and c.userId = :user";
    private static final String UNUSED = USERS + " and c.setId = :set and c.usedAt is null";

    private final EntityManager em;
    private final Clock clock;
    private final CodeHash hash;
    private final String realmId;
    private final String userId;

    CodeStore(EntityManager em, Clock clock, CodeHash hash, String realmId, String userId) {
        this.em = em;
        this.clock = clock;
        this.hash = hash;
        this.realmId = realmId;
        this.userId = userId;
    }

    Optional<CodeSet> active() {
        return sets().stream().filter(set -> !set.isPending()).findFirst();
    }

    /** The set of this id, unless it waited too long to be confirmed. */
    Optional<CodeSet> find(String setId) {
        long since = clock.instant().minus(PENDING_LIFE).toEpochMilli();
        return sets().stream().filter(set -> set.id().equals(setId)).filter(set -> !set.isPending() || set.createdAt() > since).findFirst();
    }

    /** Answers the codes as the user gets to see them, this once. */
    Made make(boolean active, String enrolment) {
        String setId = UUID.randomUUID().toString();
        String salt = hash.salt();
        long now = clock.millis();
        List<String> shown = new ArrayList<>();
        List<RecoveryCode> rows = new ArrayList<>();
        for (int i = 0; i < CodeSet.SIZE; i++) {
            String code = CodeText.random();
            shown.add(CodeText.shown(code));
            RecoveryCode row = new RecoveryCode();
            row.id = UUID.randomUUID().toString();
            row.realmId = realmId;
            row.userId = userId;
            row.setId = setId;
            row.state = active ? RecoveryCode.ACTIVE : RecoveryCode.PENDING;
            row.salt = salt;
            row.hash = hash.of(code, salt);
            row.createdAt = now;
            row.enrolment = Text.cut(enrolment, 255);
            em.persist(row);
            rows.add(row);
        }
        em.flush();
        // Statements change rows behind the back of what is kept in memory: nothing is.
        rows.forEach(em::detach);
        return new Made(setId, shown, active);
    }

    record Made(String set, List<String> codes, boolean active) {
        /** Without the codes, wherever it is printed. */
        @Override
        public String toString() {
            return "Made[" + set + "]";
        }
    }

    /** Whether this is an unused code of the set. One hash, and nothing is used up. */
    boolean matches(CodeSet set, String typed) {
        return CodeText.read(typed).filter(code -> {
            Query count = em.createQuery("select count(c) from KeyholdRecoveryCode c where " + UNUSED + " and c.hash = :hash", Long.class);
            return (Long) ofSet(count, set.id()).setParameter("hash", hash.of(code, set.codes().get(0).salt)).getSingleResult() == 1;
        }).isPresent();
    }

    /** Uses the code up. One hash; of any number of parallel uses one wins: the database changes the row once, and the count says for whom. */
    boolean spend(String setId, String salt, String code, Origin from) {
        Device device = from.device();
        Query update = em.createQuery("update KeyholdRecoveryCode c set c.usedAt = :now, c.address = :address, c.browser = :browser, c.os = :os,"
            + " c.deviceType = :type where " + UNUSED + " and c.state = :active and c.hash = :hash");
        return ofSet(update, setId).setParameter("active", RecoveryCode.ACTIVE).setParameter("hash", hash.of(code, salt))
            .setParameter("now", clock.millis()).setParameter("address", Text.cut(from.address(), 64))
            .setParameter("browser", Text.cut(device.browser(), 128)).setParameter("os", Text.cut(device.os(), 128))
            .setParameter("type", Text.cut(device.type(), 16)).executeUpdate() == 1;
    }

    /** What {@link #spend} needs; empty when there is no code left to spend. */
    Optional<Spendable> spendable() {
        List<Object[]> found = em.createQuery("select c.setId, c.salt, count(c) from KeyholdRecoveryCode c where " + USERS
                + " and c.state = :active and c.usedAt is null group by c.setId, c.salt", Object[].class)
            .setParameter("realm", realmId).setParameter("user", userId).setParameter("active", RecoveryCode.ACTIVE).getResultList();
        return found.stream().findFirst().map(row -> new Spendable((String) row[0], (String) row[1], ((Long) row[2]).intValue()));
    }

    record Spendable(String set, String salt, int remaining) {
    }

    void activate(String setId) {
        ofSet(em.createQuery("update KeyholdRecoveryCode c set c.state = :active where " + UNUSED), setId)
            .setParameter("active", RecoveryCode.ACTIVE).executeUpdate();
        confirm(setId);
    }

    void confirm(String setId) {
        ofSet(em.createQuery("update KeyholdRecoveryCode c set c.confirmedAt = :now where " + USERS + " and c.setId = :set"), setId)
            .setParameter("now", clock.millis()).executeUpdate();
    }

    void removePending() {
        ofUser(em.createQuery("delete from KeyholdRecoveryCode c where " + USERS + " and c.state = :pending"))
            .setParameter("pending", RecoveryCode.PENDING).executeUpdate();
    }

    /** @param keep the only set that stays; null when none does */
    void removeAllBut(String keep) {
        ofUser(em.createQuery("delete from KeyholdRecoveryCode c where " + USERS + " and c.setId <> :keep")).setParameter("keep", keep == null ? "" : keep).executeUpdate();
    }

    private List<CodeSet> sets() {
        Map<String, List<RecoveryCode>> sets = new LinkedHashMap<>();
        for (RecoveryCode code : em.createQuery("select c from KeyholdRecoveryCode c where " + USERS + " order by c.createdAt, c.id", RecoveryCode.class)
            .setParameter("realm", realmId).setParameter("user", userId).getResultList()) {
            em.detach(code);
            sets.computeIfAbsent(code.setId, id -> new ArrayList<>()).add(code);
        }
        return sets.values().stream().map(CodeSet::new).toList();
    }

    private Query ofUser(Query query) {
        return query.setParameter("realm", realmId).setParameter("user", userId);
    }

    private Query ofSet(Query query, String setId) {
        return ofUser(query).setParameter("set", setId);
    }
}
