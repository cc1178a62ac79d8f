package dev.keyhold.reauthentication;

import dev.keyhold.securitylog.Entry;
import dev.keyhold.securitylog.EventType;
import dev.keyhold.securitylog.SecurityLog;
import dev.keyhold.support.Database;
import dev.keyhold.support.Origin;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

import java.time.Clock;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Checks a factor at sign-in with the same counter and the same one-at-a-time rule as the page: whoever guesses in both places
 * has the tries of one.
 */
public final class FactorCheck {
    private static final Logger LOG = Logger.getLogger(FactorCheck.class);

    private final Clock clock;
    private final SecurityLog log;
    private final Function<KeycloakSession, Database.Apart> apart;

    /** @param apart where counts are written, beside the request's transaction */
    public FactorCheck(Clock clock, SecurityLog log, Function<KeycloakSession, Database.Apart> apart) {
        this.clock = clock;
        this.log = log;
        this.apart = apart;
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

        /** @param lockedUntil when the pause that this miss brought ends; null when tries are left */
        record Wrong(int triesLeft, Instant lockedUntil) implements Result {
        }

        /** Not checked: too many were wrong before. */
        record Paused(Instant until) implements Result {
        }

        /** Not checked and not counted: another check of the same user's factor runs at this moment. */
        record Busy() implements Result {
        }
    }

    /**
     * @param factor the word under which attempts are counted: {@code totp} or {@code recovery-code}
     * @param check  true when right; may use up what was typed. What it throws goes through and is not the user's miss
     */
    public Result run(KeycloakSession keycloak, RealmModel realm, UserModel user, String factor, Supplier<Boolean> check) {
        return new OneCheckAtATime(keycloak, user, factor).run(() -> counted(keycloak, realm, user, factor, check), Result.Busy::new);
    }

    /** When the factor's pause ends; null when it may be tried. Counts nothing. */
    public Instant pausedUntil(KeycloakSession keycloak, UserModel user, String factor) {
        return apart.apply(keycloak).run(em -> new AttemptStore(em, clock).pausedUntil(user.getId(), factor));
    }

    private Result counted(KeycloakSession keycloak, RealmModel realm, UserModel user, String factor, Supplier<Boolean> check) {
        Database.Apart beside = apart.apply(keycloak);
        CountedCheck attempt = new CountedCheck(new AttemptCounter(beside, clock, realm.getId(), user.getId(), factor), LockPolicy.of(realm).forCodes());
        var lock = attempt.count();
        if (lock.isPresent()) {
            return new Result.Paused(lock.get().until());
        }
        if (attempt.isRight(check)) {
            return new Result.Right();
        }
        Counting.Refused refused = attempt.counted().refused();
        if (refused.lock() == null) {
            return new Result.Wrong(refused.triesLeft(), null);
        }
        recordLock(keycloak, beside, realm, user, factor);
        return new Result.Wrong(0, refused.lock().until());
    }

    // A row that cannot be written must not break a stranger's sign-in.
    private void recordLock(KeycloakSession keycloak, Database.Apart beside, RealmModel realm, UserModel user, String factor) {
        try {
            Entry entry = Entry.by(Origin.ofSignIn(keycloak), realm.getId(), user.getId(), EventType.FACTOR_LOCKED, factor);
            beside.run(em -> log.record(em, entry));
        } catch (RuntimeException e) {
            LOG.warn("A pause of a factor could not be written to the security log", e);
        }
    }
}
