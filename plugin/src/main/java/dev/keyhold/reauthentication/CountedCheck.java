package dev.keyhold.reauthentication;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * One attempt at one factor: counted before it is made, since parallel guesses must not share one try and a crash must not give
 * one back; given back only when it came to no verdict.
 */
final class CountedCheck {
    private final AttemptCounter attempts;
    private final Locks policy;
    private Counting.Counted counted;

    CountedCheck(AttemptCounter attempts, Locks policy) {
        this.attempts = attempts;
        this.policy = policy;
    }

    /** The lock that forbids the attempt; empty once it is counted. */
    Optional<Counting.Locked> count() {
        Counting counting = attempts.count(policy);
        if (counting instanceof Counting.Locked lock) {
            return Optional.of(lock);
        }
        counted = (Counting.Counted) counting;
        return Optional.empty();
    }

    /** What was counted; after {@link #count} let it pass. */
    Counting.Counted counted() {
        return counted;
    }

    void giveBack() {
        attempts.giveBack(counted);
    }

    /** It was right: nothing that went before counts any more. */
    void forget() {
        attempts.forget();
    }

    boolean isRight(Supplier<Boolean> check) {
        try {
            return check.get();
        } catch (RuntimeException e) {
            // No verdict came about (the user's store cannot be reached, say), and the caller learns none: not the user's miss.
            giveBack();
            throw e;
        }
    }
}
