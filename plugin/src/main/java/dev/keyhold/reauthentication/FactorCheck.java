package dev.keyhold.reauthentication;

import dev.keyhold.securitylog.Entry;
import dev.keyhold.securitylog.EventType;
import dev.keyhold.securitylog.SecurityLog;
import dev.keyhold.support.Caller;
import dev.keyhold.support.Database;
import dev.keyhold.support.Origin;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Checks what was typed at sign-in with the same counter and the same one-at-a-time rule as the page: whoever guesses in both
 * places has the tries of one. A PIN, which proves nothing else, is checked here on the page as well.
 */
public final class FactorCheck {
    private static final Logger LOG = Logger.getLogger(FactorCheck.class);

    private final Clock clock;
    private final SecurityLog log;
    private final Function<KeycloakSession, Database.Apart> apart;
    private final Function<RealmModel, Locks> locks;

    /**
     * Of codes, which the realm's own settings lock.
     *
     * @param apart where counts are written, beside the request's transaction
     */
    public FactorCheck(Clock clock, SecurityLog log, Function<KeycloakSession, Database.Apart> apart) {
        this(clock, log, apart, realm -> LockPolicy.of(realm).forCodes());
    }

    private FactorCheck(Clock clock, SecurityLog log, Function<KeycloakSession, Database.Apart> apart, Function<RealmModel, Locks> locks) {
        this.clock = clock;
        this.log = log;
        this.apart = apart;
        this.locks = locks;
    }

    /** Of PINs, which pause for longer and longer and are disabled in the end. */
    public static FactorCheck ofPins(Clock clock, SecurityLog log, Function<KeycloakSession, Database.Apart> apart) {
        return new FactorCheck(clock, log, apart, realm -> PinLocks.INSTANCE);
    }

    /** For authenticators, which Keycloak makes itself. */
    public static FactorCheck atSignIn() {
        Clock clock = Clock.systemUTC();
        return new FactorCheck(clock, new SecurityLog(clock), Database::apart);
    }

    /** What came of a check. */
    public sealed interface Result {
        record Right() implements Result {
        }

        /** @param lockedUntil when the pause that this miss brought ends; null when tries are left, or with none left when no time helps */
        record Wrong(int triesLeft, Instant lockedUntil) implements Result {
        }

        /**
         * Not checked: too many were wrong before.
         *
         * @param until null when no time helps
         */
        record Paused(Instant until) implements Result {
        }

        /** Not checked and not counted: another check of the same user's factor runs at this moment. */
        record Busy() implements Result {
        }
    }

    /**
     * A right one makes all that went before forgotten with the request's transaction: where that is rolled back, nobody is signed in
     * and the try stays counted until the next right one.
     *
     * @param factor the word under which attempts are counted: {@code totp}, {@code recovery-code} or {@code pin}
     * @param check  true when right; may use up what was typed. What it throws goes through and is not the user's miss
     */
    public Result run(KeycloakSession keycloak, RealmModel realm, UserModel user, String factor, Supplier<Boolean> check) {
        Consumer<CountedCheck> right = attempt -> forget(keycloak, user, factor);
        return run(keycloak, realm, user, factor, () -> Origin.ofSignIn(keycloak), check, right);
    }

    /**
     * The same on the page, where a form brings its own proof along: returns when that was right; else the request ends as
     * {@code proof-refused} or {@code too-many-attempts}. A right one makes all that went before forgotten at once, since what it
     * comes with may be refused yet.
     *
     * @param field what the form calls it
     * @param what  the log tells was to be proved
     */
    public void prove(Caller caller, String factor, String field, String what, Supplier<Boolean> check) {
        Result result = run(caller.keycloak(), caller.realm(), caller.user(), factor, () -> Origin.of(caller), check, CountedCheck::forget);
        if (result instanceof Result.Wrong wrong) {
            apart.apply(caller.keycloak()).run(em -> log.record(em, Entry.by(caller, EventType.REAUTHENTICATION_FAILED, what)));
            Counting.Locked lock = wrong.triesLeft() > 0 ? null : new Counting.Locked(wrong.lockedUntil());
            throw ReauthenticationProblems.proofRefused(field, new Counting.Refused(wrong.triesLeft(), lock), clock.instant()).asException();
        }
        if (result instanceof Result.Paused paused) {
            throw ReauthenticationProblems.tooManyAttempts(paused.until(), clock.instant()).asException();
        }
        if (result instanceof Result.Busy) {
            throw ReauthenticationProblems.checkRunning().asException();
        }
    }

    private Result run(KeycloakSession keycloak, RealmModel realm, UserModel user, String factor, Supplier<Origin> from, Supplier<Boolean> check,
        Consumer<CountedCheck> right) {
        return new OneCheckAtATime(keycloak, user, factor).run(() -> counted(keycloak, realm, user, factor, from, check, right), Result.Busy::new);
    }

    /**
     * How a factor stands before it is tried.
     *
     * @param triesLeft null where nothing was wrong since the last right one or the last pause
     * @param until     null when it may be tried, or when no time helps
     */
    public record Standing(Integer triesLeft, boolean isLocked, Instant until) {
        public static final Standing UNTRIED = new Standing(null, false, null);

        /** Whether no time helps. */
        public boolean isDisabled() {
            return isLocked && until == null;
        }
    }

    /** Counts nothing. Read in the transaction of the request. */
    public Standing standing(KeycloakSession keycloak, RealmModel realm, UserModel user, String factor) {
        Locks policy = locks.apply(realm);
        Counting.Refused found = new AttemptStore(Database.of(keycloak), clock).standing(user.getId(), factor, policy);
        if (found.lock() != null) {
            return new Standing(null, true, found.lock().until());
        }
        return found.triesLeft() == policy.limit() ? Standing.UNTRIED : new Standing(found.triesLeft(), false, null);
    }

    /** Nothing that went before counts any more, once the request's transaction is committed: the factor is another one now. */
    public void forget(KeycloakSession keycloak, UserModel user, String factor) {
        new AttemptStore(Database.of(keycloak), clock).forget(user.getId(), factor);
    }

    /** When the factor's pause ends; null when it may be tried. Counts nothing. Read in the transaction of the request. */
    public Instant pausedUntil(KeycloakSession keycloak, UserModel user, String factor) {
        return new AttemptStore(Database.of(keycloak), clock).pausedUntil(user.getId(), factor);
    }

    private Result counted(KeycloakSession keycloak, RealmModel realm, UserModel user, String factor, Supplier<Origin> from, Supplier<Boolean> check,
        Consumer<CountedCheck> right) {
        Database.Apart beside = apart.apply(keycloak);
        CountedCheck attempt = new CountedCheck(new AttemptCounter(beside, clock, realm.getId(), user.getId(), factor), locks.apply(realm));
        var lock = attempt.count();
        if (lock.isPresent()) {
            return new Result.Paused(lock.get().until());
        }
        if (attempt.isRight(check)) {
            right.accept(attempt);
            return new Result.Right();
        }
        Counting.Refused refused = attempt.counted().refused();
        if (refused.lock() == null) {
            return new Result.Wrong(refused.triesLeft(), null);
        }
        EventType type = refused.lock().until() == null ? EventType.FACTOR_DISABLED : EventType.FACTOR_LOCKED;
        recordLock(beside, () -> Entry.by(from.get(), realm.getId(), user.getId(), type, factor));
        return new Result.Wrong(0, refused.lock().until());
    }

    // A row that cannot be written must not break a stranger's sign-in.
    private void recordLock(Database.Apart beside, Supplier<Entry> entry) {
        try {
            Entry row = entry.get();
            beside.run(em -> log.record(em, row));
        } catch (RuntimeException e) {
            LOG.warn("A pause of a factor could not be written to the security log", e);
        }
    }
}
