package dev.keyhold.reauthentication;

import dev.keyhold.support.Caller;
import dev.keyhold.support.Database;
import jakarta.persistence.EntityManager;

import java.time.Clock;
import java.util.function.Function;

/** Counts attempts so that they stay counted: each step commits at once, whatever becomes of the request. */
final class AttemptCounter {
    private static final int TRIES = 3;

    private final Clock clock;

    AttemptCounter(Clock clock) {
        this.clock = clock;
    }

    Counting count(Caller caller, String factor) {
        LockPolicy policy = LockPolicy.of(caller.realm());
        return apart(caller, store -> store.count(caller.realm().getId(), caller.user().getId(), factor, policy));
    }

    void giveBack(Caller caller, String factor, Counting.Counted counted) {
        apart(caller, store -> {
            store.giveBack(caller.user().getId(), factor, counted);
            return null;
        });
    }

    void forget(Caller caller, String factor) {
        apart(caller, store -> {
            store.forget(caller.user().getId(), factor);
            return null;
        });
    }

    // The first attempts of a user may collide while making the row (and a database may pick a victim): the loser counts again.
    private <T> T apart(Caller caller, Function<AttemptStore, T> work) {
        Function<EntityManager, T> inStore = em -> work.apply(new AttemptStore(em, clock));
        for (int tryNumber = 1; ; tryNumber++) {
            try {
                return Database.apart(caller.keycloak(), inStore);
            } catch (RuntimeException e) {
                if (tryNumber == TRIES) {
                    throw e;
                }
            }
        }
    }
}
