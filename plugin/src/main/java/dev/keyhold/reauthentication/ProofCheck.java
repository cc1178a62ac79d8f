package dev.keyhold.reauthentication;

import dev.keyhold.securitylog.Entry;
import dev.keyhold.securitylog.EventType;
import dev.keyhold.securitylog.SecurityLog;
import dev.keyhold.support.Caller;
import dev.keyhold.support.Database;
import dev.keyhold.support.Origin;

import java.time.Clock;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Checks a password and what is asked beside it, or a key alone. All attempts are counted before the first is checked, and the second proof is
 * looked at only after the password was right: a wrong password uses up no code and tells nothing about one.
 */
final class ProofCheck {
    private final Clock clock;
    private final SecurityLog log;
    private final Database.Apart beside;
    private final Caller caller;
    private final Operation operation;

    ProofCheck(Clock clock, SecurityLog log, Database.Apart beside, Caller caller, Operation operation) {
        this.clock = clock;
        this.log = log;
        this.beside = beside;
        this.caller = caller;
        this.operation = operation;
    }

    /** @param field what the form calls it in a refusal */
    record Typed(String text, String field) {
    }

    /** Returns what was proved, or ends the request. */
    List<String> check(Typed password) {
        return alone(PasswordProof.METHOD, () -> {
            PasswordProof proof = new PasswordProof(caller);
            CountedCheck attempt = count(proof);
            checkPassword(proof, attempt, password);
            proof.tellAccepted();
            return List.of(PasswordProof.METHOD);
        });
    }

    /** The same for both together. */
    List<String> check(Typed password, SecondProof second, Typed typed) {
        return alone(PasswordProof.METHOD, () -> alone(second.word(), () -> {
            PasswordProof proof = new PasswordProof(caller);
            CountedCheck attempt = count(proof);
            CountedCheck secondAttempt = attempt(second.word(), LockPolicy.of(caller.realm()).forCodes());
            orGiveBack(attempt, () -> secondAttempt.count().ifPresent(this::refuseLocked));
            orGiveBack(secondAttempt, () -> checkPassword(proof, attempt, password));
            checkSecond(second, secondAttempt, typed);
            proof.tellWholeAccepted();
            return List.of(PasswordProof.METHOD, second.word());
        }));
    }

    /** The same for a key that proves alone: no lock of the password is asked, and none is opened. */
    List<String> check(KeyProof key, BooleanSupplier answer) {
        checkKey(answer);
        return List.of(key.word());
    }

    /** The same for a password with a key beside it. */
    List<String> check(Typed password, KeyProof key, BooleanSupplier answer) {
        return alone(PasswordProof.METHOD, () -> {
            PasswordProof proof = new PasswordProof(caller);
            checkPassword(proof, count(proof), password);
            checkKey(answer);
            proof.tellWholeAccepted();
            return List.of(PasswordProof.METHOD, key.word());
        });
    }

    // Keycloak's own lock is asked first: while it holds, nothing here counts.
    private CountedCheck count(PasswordProof proof) {
        proof.keycloakLock(clock.instant()).ifPresent(this::refuseLocked);
        CountedCheck attempt = attempt(PasswordProof.METHOD, LockPolicy.of(caller.realm()));
        attempt.count().ifPresent(this::refuseLocked);
        return attempt;
    }

    private void checkPassword(PasswordProof proof, CountedCheck attempt, Typed password) {
        if (!attempt.isRight(() -> proof.isRight(password.text()))) {
            // First of all: telling Keycloak may fail, the row may not.
            recordMiss(PasswordProof.METHOD, attempt.counted());
            Counting.Refused refused = attempt.counted().refused(proof.tellRefused(clock.instant()));
            throw ReauthenticationProblems.proofRefused(password.field(), refused, clock.instant()).asException();
        }
        attempt.forget();
    }

    // Keycloak is not told of a wrong code: its one lock would stop the password as well.
    private void checkSecond(SecondProof second, CountedCheck attempt, Typed typed) {
        Origin from = Origin.of(caller);
        if (!attempt.isRight(() -> second.check(caller.keycloak(), caller.realm(), caller.user(), typed.text(), from))) {
            recordMiss(second.word(), attempt.counted());
            throw ReauthenticationProblems.proofRefused(typed.field(), attempt.counted().refused(), clock.instant()).asException();
        }
        attempt.forget();
    }

    // Signatures cannot be guessed, so nothing is counted and no time helps: the next try takes a new challenge.
    private void checkKey(BooleanSupplier answer) {
        if (!answer.getAsBoolean()) {
            recordRefusal();
            throw ReauthenticationProblems.proofRefused(Fields.ASSERTION, new Counting.Refused(0, null), clock.instant()).asException();
        }
    }

    // In a transaction of its own: the refusal rolls the request's back.
    private void recordRefusal() {
        beside.run(em -> log.record(em, Entry.by(caller, EventType.REAUTHENTICATION_FAILED, operation.word())));
    }

    private void recordMiss(String factor, Counting.Counted counted) {
        recordRefusal();
        if (counted.locked()) {
            beside.run(em -> log.record(em, Entry.by(caller, EventType.FACTOR_LOCKED, factor)));
        }
    }

    private CountedCheck attempt(String factor, LockPolicy policy) {
        return new CountedCheck(new AttemptCounter(beside, clock, caller.realm().getId(), caller.user().getId(), factor), policy);
    }

    private static void orGiveBack(CountedCheck attempt, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            attempt.giveBack();
            throw e;
        }
    }

    private <T> T alone(String factor, Supplier<T> work) {
        return new OneCheckAtATime(caller.keycloak(), caller.user(), factor).run(work, () -> {
            throw ReauthenticationProblems.checkRunning().asException();
        });
    }

    private void refuseLocked(Counting.Locked lock) {
        throw ReauthenticationProblems.tooManyAttempts(lock.until(), clock.instant()).asException();
    }
}
