package dev.keyhold.reauthentication;

import dev.keyhold.support.Database;

import java.time.Clock;
import java.util.function.Function;

/** Counts the attempts at one user's one factor so that they stay counted: each step commits at once, whatever becomes of the request. */
final class AttemptCounter {
    private static final int TRIES = 5;

    private final Database.Apart database;
    private final Clock clock;
    private final String realmId;
    private final String userId;
    private final String factor;

    AttemptCounter(Database.Apart database, Clock clock, String realmId, String userId, String factor) {
        this.database = database;
        this.clock = clock;
        this.realmId = realmId;
        this.userId = userId;
        this.factor = factor;
    }

    Counting count(Locks policy) {
        return inStore(store -> store.count(realmId, userId, factor, policy));
    }

    void giveBack(Counting.Counted counted) {
        inStore(store -> {
            store.giveBack(userId, factor, counted);
            return null;
        });
    }

    void forget() {
        inStore(store -> {
            store.forget(userId, factor);
            return null;
        });
    }

    // The first attempts of a user may collide while making the row (and a database may pick a victim): the loser counts again.
    private <T> T inStore(Function<AttemptStore, T> work) {
        for (int tryNumber = 1; ; tryNumber++) {
            try {
                return database.run(em -> work.apply(new AttemptStore(em, clock)));
            } catch (RuntimeException e) {
                if (tryNumber == TRIES) {
                    throw e;
                }
            }
        }
    }
}
