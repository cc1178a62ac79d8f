package dev.keyhold.factors;

import dev.keyhold.testing.Race;
import dev.keyhold.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

class UserLockTest {
    private static TestDatabase database;

    private final String user = UUID.randomUUID().toString();

    @BeforeAll
    static void open() {
        database = TestDatabase.open("META-INF/keyhold-changelog.xml", List.of(Preference.class));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    /** Threat: two changes of one user's factors at once. Bound: also the first ones of all, which make the row, wait for each other. */
    @Test
    void changesOfOneUserHappenOneAfterTheOther() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        List<Integer> seen = Race.of(24, () -> database.run(em -> {
            UserLock.take(em, database, "realm", user);
            int together = inside.incrementAndGet();
            pause();
            inside.decrementAndGet();
            return together;
        }));
        assertThat(seen).containsOnly(1);
        assertThat(database.rowsOf("KeyholdPreference", user)).isEqualTo(1);
    }

    @Test
    void aUserWaitsForNoOther() {
        String other = UUID.randomUUID().toString();
        database.run(em -> {
            UserLock.take(em, database, "realm", user);
            return database.run(second -> {
                UserLock.take(second, database, "realm", other);
                return null;
            });
        });
        assertThat(database.rowsOf("KeyholdPreference", other)).isEqualTo(1);
    }

    @Test
    void mayBeTakenTwiceInOneChange() {
        database.run(em -> {
            UserLock.take(em, database, "realm", user);
            UserLock.take(em, database, "realm", user);
            return null;
        });
    }

    @Test
    void tellsTheLastRemoval() {
        assertThat(lastRemoval()).isZero();
        database.run(em -> {
            UserLock.take(em, database, "realm", user);
            UserLock.voidProofs(em, user, 42);
            return null;
        });
        assertThat(lastRemoval()).isEqualTo(42);
    }

    @Test
    void rowsGoWithTheUserAndWithTheRealm() {
        String realm = UUID.randomUUID().toString();
        for (boolean wholeRealm : new boolean[]{false, true}) {
            database.run(em -> {
                UserLock.take(em, database, realm, user);
                return null;
            });
            database.run(em -> {
                if (wholeRealm) {
                    new UserLockRows().removeRealm(em, realm);
                } else {
                    new UserLockRows().removeUser(em, realm, user);
                }
                return null;
            });
            assertThat(database.rowsOf("KeyholdPreference", user)).isZero();
        }
    }

    private long lastRemoval() {
        return database.run(em -> UserLock.lastRemoval(em, user));
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
