package dev.keyhold.factors;

import dev.keyhold.support.Caller;
import dev.keyhold.support.Database;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

import java.time.Clock;
import java.util.List;

/** All kinds of factors that there are, and the guard that keeps a user from losing the last one. */
public final class Factors {
    private static final String SECOND_FACTOR = "keyhold.second-factor";
    private final Clock clock;
    private final List<Factor> kinds;

    public Factors(List<Factor> kinds) {
        this(Clock.systemUTC(), kinds);
    }

    public Factors(Clock clock, List<Factor> kinds) {
        this.clock = clock;
        this.kinds = List.copyOf(kinds);
    }

    /** How many second factors the realm's bound browser flow would accept of the user now. */
    public int secondFactors(KeycloakSession keycloak, RealmModel realm, UserModel user) {
        return kinds.stream().mapToInt(kind -> kind.secondFactors(keycloak, realm, user)).sum();
    }

    /** Whether the realm lets nobody in without a second factor. */
    public static boolean isSecondFactorRequired(RealmModel realm) {
        return "required".equals(realm.getAttribute(SECOND_FACTOR));
    }

    /**
     * Called inside the transaction that removes, before it does: waits for other changes of this user's factors, then refuses
     * with {@code last-factor} when the realm requires a second factor and this removal would leave none. It voids open grants.
     *
     * @param removesAcceptedFactor whether what is to go is one that the bound flow accepts
     */
    public void guardRemoval(Caller caller, boolean removesAcceptedFactor) {
        UserLock.take(caller);
        if (removesAcceptedFactor && isSecondFactorRequired(caller.realm()) && CommittedState.of(caller, this::secondFactors) <= 1) {
            throw FactorsProblems.lastFactor().asException();
        }
        UserLock.voidProofs(Database.of(caller.keycloak()), caller.user().getId(), clock.millis());
    }
}
