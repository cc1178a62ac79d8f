package dev.keyhold.reauthentication;

import dev.keyhold.testing.Race;
import dev.keyhold.testing.SettableClock;
import dev.keyhold.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

class AttemptCounterTest {
    private static final LockPolicy FIVE = new LockPolicy(5, 60_000, 900_000, 3_600_000, -1);
    private static TestDatabase database;

    private final SettableClock clock = new SettableClock("2026-11-22T09:00:00Z");
    private final String user = UUID.randomUUID().toString();

    @BeforeAll
    static void open() {
        database = TestDatabase.open("META-INF/keyhold-changelog.xml", List.of(Attempts.class));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    /** Threat: parallel guesses pass the check together. Bound: never more than the limit are let through. */
    @Test
    void ofManyParallelAttemptsNoMoreThanTheLimitGoThrough() throws Exception {
        List<Counting> outcomes = Race.of(64, () -> counter().count(FIVE));
        assertThat(outcomes).filteredOn(Counting.Counted.class::isInstance).hasSize(5);
        assertThat(outcomes).filteredOn(Counting.Counted.class::isInstance).filteredOn(outcome -> ((Counting.Counted) outcome).locked()).hasSize(1);
    }

    @Test
    void theLockOutlivesTheTransactionAndEnds() {
        for (int i = 0; i < 5; i++) {
            counter().count(FIVE);
        }
        assertThat(counter().count(FIVE)).isEqualTo(new Counting.Locked(clock.instant().plusSeconds(60)));
        clock.forward(Duration.ofSeconds(60));
        assertThat(counter().count(FIVE)).isEqualTo(new Counting.Counted(4, null));
    }

    @Test
    void aRightProofForgets() {
        counter().count(FIVE);
        counter().forget();
        assertThat(counter().count(FIVE)).isEqualTo(new Counting.Counted(4, null));
    }

    @Test
    void anAttemptGivenBackIsNotCounted() {
        counter().giveBack((Counting.Counted) counter().count(FIVE));
        assertThat(counter().count(FIVE)).isEqualTo(new Counting.Counted(4, null));
    }

    @Test
    void usersAndFactorsAreCountedApart() {
        counter().count(FIVE);
        AttemptCounter otherFactor = new AttemptCounter(database, clock, "realm", user, "pin");
        AttemptCounter otherUser = new AttemptCounter(database, clock, "realm", UUID.randomUUID().toString(), "password");
        assertThat(otherFactor.count(FIVE)).isEqualTo(new Counting.Counted(4, null));
        assertThat(otherUser.count(FIVE)).isEqualTo(new Counting.Counted(4, null));
    }

    @Test
    void rowsGoWithTheUserAndWithTheRealm() {
        counter().count(FIVE);
        database.run(em -> {
            new AttemptStore(em, clock).removeUser("realm", user);
            return null;
        });
        assertThat(database.rowsOf("KeyholdAttempts", user)).isZero();
        String realm = UUID.randomUUID().toString();
        new AttemptCounter(database, clock, realm, user, "password").count(FIVE);
        database.run(em -> {
            new AttemptStore(em, clock).removeRealm(realm);
            return null;
        });
        assertThat(database.rowsOf("KeyholdAttempts", user)).isZero();
    }

    @Test
    void countsThatNobodyAddedToForLongGoUnlessTheyLock() {
        // Long before the attempts of every other test.
        SettableClock past = new SettableClock("2001-01-01T00:00:00Z");
        LockPolicy forGood = new LockPolicy(1, 1, Duration.ofDays(1000).toMillis(), Duration.ofDays(1000).toMillis(), 0);
        new AttemptCounter(database, past, "realm", user, "password").count(FIVE);
        new AttemptCounter(database, past, "realm", user, "totp").count(forGood);
        past.forward(AttemptStore.STALE);
        assertThat(removeStale(past)).isZero();
        past.forward(Duration.ofMillis(1));
        assertThat(removeStale(past)).isEqualTo(1);
        assertThat(new AttemptCounter(database, past, "realm", user, "totp").count(forGood)).isInstanceOf(Counting.Locked.class);
        assertThat(database.rowsOf("KeyholdAttempts", user)).isEqualTo(1);
        // For the other tests on this database.
        new AttemptCounter(database, past, "realm", user, "totp").forget();
    }

    /** Threat: who stays away for long enough has a PIN's hundred tries anew. */
    @Test
    void missesOfAPinStay() {
        SettableClock past = new SettableClock("2000-01-01T00:00:00Z");
        new AttemptCounter(database, past, "realm", user, "pin").count(PinLocks.INSTANCE);
        past.forward(AttemptStore.STALE.plusDays(1));
        assertThat(removeStale(past)).isZero();
        assertThat(database.rowsOf("KeyholdAttempts", user)).isEqualTo(1);
    }

    private static int removeStale(SettableClock clock) {
        return database.run(em -> new AttemptStore(em, clock).removeStale(5));
    }

    private AttemptCounter counter() {
        return new AttemptCounter(database, clock, "realm", user, "password");
    }
}
