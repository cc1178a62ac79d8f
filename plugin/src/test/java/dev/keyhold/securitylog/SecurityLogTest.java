package dev.keyhold.securitylog;

import dev.keyhold.support.AgedRows;
import dev.keyhold.support.Device;
import dev.keyhold.testing.SettableClock;
import dev.keyhold.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SecurityLogTest {
    private static TestDatabase database;

    private final SettableClock clock = new SettableClock("2026-11-22T09:00:00Z");
    private final SecurityLog log = new SecurityLog(clock);
    private final String user = UUID.randomUUID().toString();

    @BeforeAll
    static void open() {
        database = TestDatabase.open("META-INF/keyhold-changelog.xml", List.of(SecurityEvent.class));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void tellsWhatWhoWhenAndFromWhere() {
        record(entry("realm", "session", "target", new Device("Firefox", "Linux", "desktop")));
        SecurityEvent row = rows().get(0);
        assertThat(row.type).isEqualTo("session.ended");
        assertThat(row.actor).isEqualTo("user");
        assertThat(row.realmId).isEqualTo("realm");
        assertThat(row.occurredAt).isEqualTo(clock.millis());
        assertThat(row.sessionId).isEqualTo("session");
        assertThat(row.target).isEqualTo("target");
        assertThat(row.address).isEqualTo("2001:db8::7");
        assertThat(List.of(row.browser, row.os, row.deviceType)).containsExactly("Firefox", "Linux", "desktop");
    }

    /** Threat: an over-long or odd text from outside makes the row fail and with it the change it tells of. */
    @Test
    void everyTextIsCutToItsColumn() {
        String odd = "😀\0\n" + "ä".repeat(3000);
        Device device = new Device(odd, odd, odd);
        record(new Entry(EventType.SESSION_ENDED, Actor.USER, odd, user, odd, odd, odd, device));
        SecurityEvent row = rows().get(0);
        assertThat(row.target).hasSize(255).startsWith("😀  ää");
        assertThat(row.browser).hasSize(128);
        assertThat(row.address).hasSize(64);
        assertThat(row.deviceType).hasSize(16);
    }

    @Test
    void whatIsNotKnownStaysEmpty() {
        record(new Entry(EventType.REAUTHENTICATION_FAILED, Actor.USER, "realm", user, null, null, null, Device.UNKNOWN));
        assertThat(rows().get(0).address).isNull();
    }

    @Test
    void standsAndFallsWithItsTransaction() {
        assertThatThrownBy(() -> database.run(em -> {
            log.record(em, entry("realm", "session", "target", Device.UNKNOWN));
            throw new IllegalStateException("the change failed");
        })).hasMessage("the change failed");
        assertThat(rows()).isEmpty();
    }

    /** A row that cannot be written shows at once, before anything that cannot be undone. */
    @Test
    void aRowThatCannotBeWrittenStopsTheChange() {
        Entry withoutUser = new Entry(EventType.SESSION_ENDED, Actor.USER, "realm", null, null, null, null, Device.UNKNOWN);
        boolean[] wentOn = {false};
        assertThatThrownBy(() -> database.run(em -> {
            log.record(em, withoutUser);
            return wentOn[0] = true;
        })).isNotNull();
        assertThat(wentOn[0]).isFalse();
    }

    @Test
    void aRowCanBeTakenBackInItsTransaction() {
        database.run(em -> {
            log.retract(em, log.record(em, entry("realm", "session", "target", Device.UNKNOWN)));
            return null;
        });
        assertThat(rows()).isEmpty();
    }

    @Test
    void rowsGoWithTheUserAndWithTheRealm() {
        String realm = UUID.randomUUID().toString();
        record(entry("realm", "session", "target", Device.UNKNOWN));
        record(entry(realm, "session", "target", Device.UNKNOWN));
        database.run(em -> {
            log.removeUser(em, "realm", user);
            return null;
        });
        assertThat(rows()).hasSize(1);
        database.run(em -> {
            log.removeRealm(em, realm);
            return null;
        });
        assertThat(rows()).isEmpty();
    }

    @Test
    void rowsOlderThanTheRetentionGoOldestFirstAndInBatches() {
        // Long before the rows of every other test.
        SettableClock past = new SettableClock("2001-01-01T00:00:00Z");
        SecurityLog old = new SecurityLog(past);
        for (int day = 0; day < 5; day++) {
            Entry entry = entry("realm", "session", "day " + day, Device.UNKNOWN);
            database.run(em -> old.record(em, entry));
            past.forward(Duration.ofDays(1));
        }
        AgedRows aged = old.olderThan(Duration.ofDays(2));
        assertThat(remove(aged)).isEqualTo(2);
        assertThat(rows()).extracting(row -> row.target).containsExactlyInAnyOrder("day 2", "day 3", "day 4");
        assertThat(remove(aged)).isEqualTo(1);
        assertThat(remove(aged)).isZero();
    }

    private static int remove(AgedRows aged) {
        return database.run(em -> aged.removeAged(em, 2));
    }

    private Entry entry(String realm, String session, String target, Device device) {
        return new Entry(EventType.SESSION_ENDED, Actor.USER, realm, user, session, target, "2001:db8::7", device);
    }

    private void record(Entry entry) {
        database.run(em -> log.record(em, entry));
    }

    private List<SecurityEvent> rows() {
        return database.run(em -> em.createQuery("select e from KeyholdSecurityEvent e where e.userId = :user", SecurityEvent.class)
            .setParameter("user", user).getResultList());
    }
}
