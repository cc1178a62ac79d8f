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
import java.util.function.Function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GrantStoreTest {
    private static TestDatabase database;

    private final SettableClock clock = new SettableClock("2026-11-22T09:00:00Z");
    private final String user = UUID.randomUUID().toString();
    private final Proved endSessions = new Proved("realm", user, "session", Operation.SESSIONS_END, "");

    @BeforeAll
    static void open() {
        database = TestDatabase.open("META-INF/keyhold-changelog.xml", List.of(Grant.class));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    /** Threat: a grant spent by many at once. Bound: one of them wins. */
    @Test
    void ofManyParallelUsesOneWins() throws Exception {
        for (int round = 0; round < 5; round++) {
            String secret = make(endSessions);
            assertThat(Race.of(64, () -> spendOnce(secret, endSessions))).filteredOn(won -> won).hasSize(1);
        }
    }

    @Test
    void aUseThatIsRolledBackDoesNotSpend() {
        String secret = make(endSessions);
        assertThatThrownBy(() -> in(store -> {
            assertThat(store.spendOnce(of(secret), endSessions, 0)).isTrue();
            throw new IllegalStateException("the change failed");
        })).hasMessage("the change failed");
        assertThat(spendOnce(secret, endSessions)).isTrue();
        assertThat(spendOnce(secret, endSessions)).isFalse();
    }

    @Test
    void endingSessionsMayUseItAgainUntilItExpires() {
        String secret = make(endSessions);
        assertThat(spend(secret, endSessions)).isTrue();
        clock.forward(GrantStore.LIFE.minusMillis(1));
        assertThat(spend(secret, endSessions)).isTrue();
        clock.forward(Duration.ofMillis(1));
        assertThat(spend(secret, endSessions)).isFalse();
    }

    /** Threat: a grant that opens more than it was made for. */
    @Test
    void opensNothingElse() {
        String secret = make(endSessions);
        List<Proved> others = List.of(
            new Proved("other", user, "session", Operation.SESSIONS_END, ""),
            new Proved("realm", "other", "session", Operation.SESSIONS_END, ""),
            new Proved("realm", user, "other", Operation.SESSIONS_END, ""),
            new Proved("realm", user, "session", Operation.SESSIONS_END, "other"));
        for (Proved other : others) {
            assertThat(spend(secret, other)).isFalse();
            assertThat(spendOnce(secret, other)).isFalse();
        }
        assertThat(spend(secret, endSessions)).isTrue();
    }

    @Test
    void aGrantFromBeforeTheLastChangeOfACredentialOpensNothing() {
        String secret = make(endSessions);
        long made = clock.millis();
        boolean[] opened = {in(store -> store.spend(of(secret), endSessions, made)), in(store -> store.spend(of(secret), endSessions, made + 1)),
            in(store -> store.spendOnce(of(secret), endSessions, made + 1))};
        assertThat(opened).containsExactly(true, false, false);
    }

    @Test
    void onlyTheVerySecretOpens() {
        String secret = make(endSessions);
        for (String wrong : new String[]{null, "", secret.substring(1), secret + "A", secret.toLowerCase(java.util.Locale.ROOT), "x".repeat(43), "ü".repeat(43), "x".repeat(300)}) {
            assertThat(spend(wrong, endSessions)).isFalse();
        }
    }

    @Test
    void theSecretIsNotStored() {
        String secret = make(endSessions);
        Grant row = database.run(em -> em.createQuery("select g from KeyholdGrant g where g.userId = :user", Grant.class).setParameter("user", user).getSingleResult());
        assertThat(row.hash).hasSize(64).doesNotContain(secret);
        assertThat(secret).matches("[A-Za-z0-9_-]{43}");
    }

    @Test
    void expiredGrantsGoWhenTheUserGetsANewOne() {
        make(endSessions);
        make(endSessions);
        clock.forward(GrantStore.LIFE);
        make(endSessions);
        assertThat(database.rowsOf("KeyholdGrant", user)).isEqualTo(1);
    }

    @Test
    void rowsGoWithTheUserAndWithTheRealm() {
        make(endSessions);
        in(store -> {
            store.removeUser("realm", user);
            return null;
        });
        assertThat(database.rowsOf("KeyholdGrant", user)).isZero();
        String realm = UUID.randomUUID().toString();
        make(new Proved(realm, user, "session", Operation.SESSIONS_END, ""));
        in(store -> {
            store.removeRealm(realm);
            return null;
        });
        assertThat(database.rowsOf("KeyholdGrant", user)).isZero();
    }

    @Test
    void expiredGrantsOfWhomeverGoInBatches() {
        // Long before the grants of every other test.
        SettableClock past = new SettableClock("2001-01-01T00:00:00Z");
        for (int i = 0; i < 3; i++) {
            database.run(em -> new GrantStore(em, past).make(endSessions, List.of("password")));
        }
        past.forward(GrantStore.LIFE.minusMillis(1));
        assertThat(removeExpired(past)).isZero();
        past.forward(Duration.ofMillis(1));
        assertThat(removeExpired(past)).isEqualTo(2);
        assertThat(removeExpired(past)).isEqualTo(1);
        assertThat(database.rowsOf("KeyholdGrant", user)).isZero();
    }

    private static int removeExpired(SettableClock clock) {
        return database.run(em -> new GrantStore(em, clock).removeExpired(2));
    }

    private String make(Proved proved) {
        return in(store -> store.make(proved, List.of("password"))).secret();
    }

    private boolean spend(String secret, Proved proved) {
        return GrantSecret.of(secret).filter(grant -> in(store -> store.spend(grant, proved, 0))).isPresent();
    }

    private boolean spendOnce(String secret, Proved proved) {
        return GrantSecret.of(secret).filter(grant -> in(store -> store.spendOnce(grant, proved, 0))).isPresent();
    }

    private static GrantSecret of(String secret) {
        return GrantSecret.of(secret).orElseThrow();
    }

    private <T> T in(Function<GrantStore, T> work) {
        return database.run(em -> work.apply(new GrantStore(em, clock)));
    }
}
