package dev.keyhold.passkeys;

import dev.keyhold.factors.CommittedState;
import dev.keyhold.factors.Factors;
import dev.keyhold.factors.FirstCodes;
import dev.keyhold.factors.Label;
import dev.keyhold.factors.UserLock;
import dev.keyhold.reauthentication.Grants;
import dev.keyhold.reauthentication.Operation;
import dev.keyhold.securitylog.SecurityLog;
import dev.keyhold.support.Caller;
import dev.keyhold.support.Database;
import dev.keyhold.support.Exchange;
import dev.keyhold.support.OverviewSection;
import dev.keyhold.support.Problems;
import dev.keyhold.support.Room;
import dev.keyhold.support.RouteTable;
import dev.keyhold.support.UserRows;
import jakarta.persistence.EntityManager;
import org.keycloak.models.credential.PasswordCredentialModel;

import java.time.Clock;

/** Registers a user's passkeys and security keys, names them and removes them. */
public final class PasskeysRoom implements Room, OverviewSection, UserRows {
    private final Grants grants;
    private final Factors factors;
    private final KeyFacts facts;
    private final KeyLog log;
    private final Enrolments enrolments;
    private final Redirects redirects;
    private final KeyTests tests;

    public PasskeysRoom(Clock clock, Grants grants, Factors factors, FirstCodes firstCodes, SecurityLog log, Assertions assertions) {
        this.grants = grants;
        this.factors = factors;
        this.facts = new KeyFacts(clock);
        this.log = new KeyLog(log);
        this.enrolments = new Enrolments(grants, firstCodes, facts, this.log);
        this.redirects = new Redirects(clock, grants);
        this.tests = new KeyTests(assertions, this.log, (caller, id) -> KeyView.of(caller, facts).item(new Keys(caller.user()).find(id).orElseThrow()));
    }

    @Override
    public void declare(RouteTable routes) {
        routes.change("POST", "passkeys/enrolments", enrolments::start);
        routes.change("PUT", "passkeys/enrolments/{id}", enrolments::confirm);
        routes.change("POST", "passkeys/redirects", redirects::lead);
        tests.declare(routes);
        routes.change("PUT", "passkeys/{id}", this::rename);
        routes.change("DELETE", "passkeys/{id}", this::remove);
    }

    @Override
    public String name() {
        return "passkeys";
    }

    @Override
    public Object read(Caller caller) {
        return PasskeysView.of(caller, facts);
    }

    record Name(String label) {
    }

    private KeyView.Item rename(Exchange exchange) {
        String label = Label.read(exchange.body(Name.class).label());
        if (label.isEmpty()) {
            throw Problems.invalidRequest("/label", "A name is expected.").asException();
        }
        Caller caller = exchange.caller();
        UserLock.take(caller);
        Keys keys = new Keys(caller.user());
        Key key = find(keys, exchange);
        if (!label.equals(key.label())) {
            keys.rename(key.id(), label);
            log.record(caller, key.kind().renamed(), key.id());
        }
        return KeyView.of(caller, facts).item(find(keys, exchange));
    }

    private Object remove(Exchange exchange) {
        Caller caller = exchange.caller();
        Keys keys = new Keys(caller.user());
        // No proof is asked for what is not there.
        KeyKind kind = find(keys, exchange).kind();
        grants.spend(exchange, Operation.PASSKEYS_REMOVE, exchange.path("id"));
        UserLock.take(caller);
        guardSignIn(caller, kind);
        factors.guardRemoval(caller, kind.isAvailable(caller.realm()));
        // Again: it may have gone while this one waited for its turn.
        Key key = find(keys, exchange);
        if (!keys.remove(key.id())) {
            throw Problems.notFound().asException();
        }
        facts.remove(Database.of(caller.keycloak()), caller.realm().getId(), key.id());
        log.record(caller, kind.removed(), key.id());
        new KeycloakEvents(caller).removed(key);
        grants.keepRescue(exchange);
        return null;
    }

    // Whatever the state of passkeys is now: they may be switched on again, a removed one comes back no more.
    private static void guardSignIn(Caller caller, KeyKind kind) {
        if (kind == KeyKind.PASSKEY && CommittedState.of(caller, (keycloak, realm, user) ->
            !user.credentialManager().isConfiguredFor(PasswordCredentialModel.TYPE) && new Keys(user).of(kind).size() <= 1)) {
            throw PasskeysProblems.lastSignIn().asException();
        }
    }

    private static Key find(Keys keys, Exchange exchange) {
        return keys.find(exchange.path("id")).orElseThrow(() -> Problems.notFound().asException());
    }

    @Override
    public void removeUser(EntityManager em, String realmId, String userId) {
        facts.removeUser(em, realmId, userId);
    }

    @Override
    public void removeRealm(EntityManager em, String realmId) {
        facts.removeRealm(em, realmId);
    }
}
