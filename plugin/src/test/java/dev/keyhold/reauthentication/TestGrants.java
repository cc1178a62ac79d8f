package dev.keyhold.reauthentication;

import dev.keyhold.support.Caller;
import jakarta.persistence.EntityManager;

import java.time.Clock;
import java.util.List;

/** Grants as the dialog gives them, for the tests of rooms that spend them. */
public final class TestGrants {
    private TestGrants() {
    }

    public static List<Class<?>> entities() {
        return List.of(Grant.class, Attempts.class);
    }

    public static String give(EntityManager em, Clock clock, Caller caller, Operation operation, String target) {
        Proved proved = new Proved(caller.realm().getId(), caller.user().getId(), caller.userSession().getId(), operation, target);
        return new GrantStore(em, clock).make(proved, List.of("password")).secret();
    }

    /** As the dialog gives it in return for a password and a recovery code. */
    public static String rescue(EntityManager em, Clock clock, Caller caller) {
        Proved proved = new Proved(caller.realm().getId(), caller.user().getId(), caller.userSession().getId(), Operation.SESSIONS_END, "");
        return new GrantStore(em, clock).makeRescue(proved, List.of("password", "recovery-code"), Operation.rescued()).secret();
    }
}
