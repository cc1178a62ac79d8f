package dev.keyhold.reauthentication;

import dev.keyhold.factors.CommittedState;
import dev.keyhold.factors.UserLock;
import dev.keyhold.support.AgedRows;
import dev.keyhold.support.Caller;
import dev.keyhold.support.Database;
import dev.keyhold.support.Exchange;
import dev.keyhold.support.Json;
import dev.keyhold.support.ProblemException;
import dev.keyhold.support.UserRows;
import jakarta.persistence.EntityManager;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The door of this room for all others: a change spends its grant here, first thing and in its own transaction. */
public final class Grants implements UserRows {
    private final Clock clock;
    private final Asked asked;

    public Grants(Clock clock, Proofs proofs) {
        this.clock = clock;
        this.asked = proofs.asked();
    }

    /** Returns when the request's grant opens just this for this caller; else the request ends as {@code step-up-required}. */
    public void spend(Exchange exchange, Operation operation, String target) {
        Caller caller = exchange.caller();
        GrantSecret.of(exchange.grant()).filter(secret -> store(caller).spend(secret, proved(caller, operation, target), lastChange(caller)))
            .orElseThrow(() -> stepUpRequired(caller, operation, target));
    }

    /**
     * Starts an enrolment: the request's grant must open it, and from now on opens nothing but its end, within 10 minutes.
     * Returns when those are over; else the request ends as {@code step-up-required}.
     */
    public Instant bind(Exchange exchange, Operation operation, String target, String enrolment) {
        Caller caller = exchange.caller();
        return GrantSecret.of(exchange.grant()).map(secret -> store(caller).bind(secret, proved(caller, operation, target), lastChange(caller), enrolment))
            .orElseThrow(() -> stepUpRequired(caller, operation, target));
    }

    /**
     * Ends an enrolment. True when this spent the grant that the enrolment was started with; false when this very enrolment had
     * spent it before, so that a retry may be answered alike. Anything else ends the request as {@code enrolment-gone}.
     */
    public boolean spendBound(Exchange exchange, Operation operation, String enrolment) {
        Caller caller = exchange.caller();
        GrantStore.Bound bound = GrantSecret.of(exchange.grant())
            .map(secret -> store(caller).spendBound(secret, proved(caller, operation, ""), lastChange(caller), enrolment))
            .orElse(GrantStore.Bound.NOT_OPEN);
        if (bound == GrantStore.Bound.NOT_OPEN) {
            throw enrolmentGone();
        }
        return bound == GrantStore.Bound.SPENT_NOW;
    }

    /** How an end is refused to an enrolment that there is not, or not for this. */
    public static ProblemException enrolmentGone() {
        return ReauthenticationProblems.enrolmentGone().asException();
    }

    /**
     * Belongs after a change of factors in this request, which voids every grant given before: where the request came with a
     * rescue that was good until now, the rescue's other uses stay.
     */
    public void keepRescue(Exchange exchange) {
        Caller caller = exchange.caller();
        Proved proved = proved(caller, Operation.SESSIONS_END, "");
        GrantSecret.of(exchange.grant()).filter(secret -> store(caller).isRescue(secret)).ifPresent(secret ->
            // Without this request's own change: what anybody else has changed since voids a rescue as well.
            store(caller).renewRescue(secret, proved, CommittedState.of(caller, (keycloak, realm, user) -> lastChange(keycloak, user))));
    }

    /** A grant for ending sessions in return for a proof that a change has just asked in full. */
    public GrantView forEndingSessions(Caller caller, List<String> methods) {
        return grant(caller, Operation.SESSIONS_END, "", methods);
    }

    /** What the dialog gives in return for a proof. */
    GrantView grant(Caller caller, Operation operation, String target, List<String> methods) {
        GrantStore.Made made = store(caller).make(proved(caller, operation, target), methods);
        return new GrantView(made.secret(), operation.word(), target, methods, Json.time(made.expiresAt()));
    }

    /** What it gives in return for a password and a recovery code. Ends sessions, too, should some be left that no time was for. */
    RescueView rescue(Caller caller, List<String> methods) {
        List<Operation> covers = Operation.rescued();
        List<Operation> rows = Stream.concat(covers.stream(), Stream.of(Operation.SESSIONS_END)).toList();
        GrantStore.Made made = store(caller).makeRescue(proved(caller, Operation.SESSIONS_END, ""), methods, rows);
        return new RescueView(made.secret(), covers.stream().map(Operation::word).toList(), methods, Json.time(made.expiresAt()));
    }

    private GrantStore store(Caller caller) {
        return new GrantStore(Database.of(caller.keycloak()), clock);
    }

    private static Proved proved(Caller caller, Operation operation, String target) {
        return new Proved(caller.realm().getId(), caller.user().getId(), caller.userSession().getId(), operation, target);
    }

    private ProblemException stepUpRequired(Caller caller, Operation operation, String target) {
        return ReauthenticationProblems.stepUpRequired(operation, target, asked.methods(caller, operation),
            operation.isRescued() && asked.offersRescue(caller)).asException();
    }

    // A new password or factor, and one removed, void every proof given before, wherever it was: a thief's grant must not outlive the rescue.
    private long lastChange(Caller caller) {
        return lastChange(caller.keycloak(), caller.user());
    }

    private long lastChange(KeycloakSession keycloak, UserModel user) {
        long now = clock.millis();
        long created = user.credentialManager().getStoredCredentialsStream()
            .map(CredentialModel::getCreatedDate)
            // A date to come is another clock's mistake and would void every grant.
            .filter(date -> date != null && date <= now)
            .max(Comparator.naturalOrder()).orElse(0L);
        return Math.max(created, Math.min(now, UserLock.lastRemoval(Database.of(keycloak), user.getId())));
    }

    /** Grants that expired, and counts of attempts that were forgotten long ago. */
    public List<AgedRows> aged() {
        return List.of((em, most) -> new GrantStore(em, clock).removeExpired(most), (em, most) -> new AttemptStore(em, clock).removeStale(most));
    }

    @Override
    public void removeUser(EntityManager em, String realmId, String userId) {
        new GrantStore(em, clock).removeUser(realmId, userId);
        new AttemptStore(em, clock).removeUser(realmId, userId);
    }

    @Override
    public void removeRealm(EntityManager em, String realmId) {
        new GrantStore(em, clock).removeRealm(realmId);
        new AttemptStore(em, clock).removeRealm(realmId);
    }
}
