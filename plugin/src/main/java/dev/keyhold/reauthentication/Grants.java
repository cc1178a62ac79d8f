package dev.keyhold.reauthentication;

import dev.keyhold.support.AgedRows;
import dev.keyhold.support.Caller;
import dev.keyhold.support.Database;
import dev.keyhold.support.Exchange;
import dev.keyhold.support.UserRows;
import jakarta.persistence.EntityManager;
import org.keycloak.credential.CredentialModel;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;

/** The door of this room for all others: a change spends its grant here, first thing and in its own transaction. */
public final class Grants implements UserRows {
    private final Clock clock;

    public Grants(Clock clock) {
        this.clock = clock;
    }

    /** Returns when the request's grant opens just this for this caller; else the request ends as {@code step-up-required}. */
    public void spend(Exchange exchange, Operation operation, String target) {
        Caller caller = exchange.caller();
        Proved needed = new Proved(caller.realm().getId(), caller.user().getId(), caller.userSession().getId(), operation, target);
        if (!new GrantStore(Database.of(caller.keycloak()), clock).spend(exchange.grant(), needed, lastChange(caller))) {
            throw ReauthenticationProblems.stepUpRequired(operation, target).asException();
        }
    }

    // A new password or factor voids every proof given before it, wherever it was set: a thief's grant must not outlive the rescue.
    private long lastChange(Caller caller) {
        long now = clock.millis();
        return caller.user().credentialManager().getStoredCredentialsStream()
            .map(CredentialModel::getCreatedDate)
            // A date to come is another clock's mistake and would void every grant.
            .filter(created -> created != null && created <= now)
            .max(Comparator.naturalOrder()).orElse(0L);
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
