package dev.keyhold.password;

import dev.keyhold.factors.UserLock;
import dev.keyhold.reauthentication.Grants;
import dev.keyhold.reauthentication.GrantView;
import dev.keyhold.reauthentication.Operation;
import dev.keyhold.reauthentication.Proofs;
import dev.keyhold.securitylog.Entry;
import dev.keyhold.securitylog.EventType;
import dev.keyhold.securitylog.SecurityLog;
import dev.keyhold.support.Caller;
import dev.keyhold.support.Database;
import dev.keyhold.support.Exchange;
import dev.keyhold.support.OtherSessions;
import dev.keyhold.support.OverviewSection;
import dev.keyhold.support.Room;
import dev.keyhold.support.RouteTable;
import jakarta.persistence.EntityManager;

import java.time.Clock;
import java.util.List;

/** Says what the realm wants of passwords, and changes one in return for the current one, which the same form brings along. */
public final class PasswordRoom implements Room, OverviewSection {
    private final Clock clock;
    private final SecurityLog log;
    private final Proofs proofs;
    private final Grants grants;
    private final OtherSessions sessions;

    public PasswordRoom(Clock clock, SecurityLog log, Proofs proofs, Grants grants, OtherSessions sessions) {
        this.clock = clock;
        this.log = log;
        this.proofs = proofs;
        this.grants = grants;
        this.sessions = sessions;
    }

    @Override
    public void declare(RouteTable routes) {
        routes.read("password/rules", exchange -> new RuleView.All(rules(exchange.caller()).views()));
        routes.change("PUT", "password", this::change);
    }

    @Override
    public String name() {
        return "password";
    }

    @Override
    public Object read(Caller caller) {
        return PasswordPlace.of(caller).view();
    }

    private static RealmRules rules(Caller caller) {
        return RealmRules.of(caller, PasswordPlace.of(caller));
    }

    private Object change(Exchange exchange) {
        PasswordChange change = exchange.body(PasswordChange.class).checked();
        Caller caller = exchange.caller();
        PasswordPlace place = PasswordPlace.of(caller);
        if (place.state() != PasswordPlace.State.SET) {
            throw PasswordProblems.notHere(place.state()).asException();
        }
        StoredPassword before = StoredPassword.of(caller);
        List<String> methods = proofs.prove(caller, change.proof(), PasswordChange.FIELDS, Operation.PASSWORD_CHANGE, "");
        UserLock.take(caller);
        // Of two changes at once one has waited here: what it proved is dead by now, and must not undo the other.
        if (!before.isStill(caller)) {
            throw PasswordProblems.changedMeanwhile().asException();
        }
        write(caller, place, change.newPassword());
        return change.endOtherSessions() ? endOthers(caller, methods) : new ChangedView(0, 0, null);
    }

    private void write(Caller caller, PasswordPlace place, String password) {
        RealmRules rules = RealmRules.of(caller, place);
        PasswordEvents events = new PasswordEvents(caller);
        List<RuleView.Broken> broken = rules.broken(password);
        if (broken.isEmpty()) {
            EntityManager em = Database.of(caller.keycloak());
            log.record(em, Entry.by(caller, EventType.PASSWORD_CHANGED, null));
            UserLock.voidProofs(em, caller.user().getId(), clock.millis());
            em.flush();
            // After everything that can fail: what a directory has taken no rollback takes back.
            broken = new PasswordWriting(caller, place, rules).write(password);
        }
        if (!broken.isEmpty()) {
            events.rejected(broken);
            throw PasswordProblems.rejected(broken).asException();
        }
        events.changed();
    }

    // Last of all, since applications that were told of an end cannot be told otherwise.
    private ChangedView endOthers(Caller caller, List<String> methods) {
        GrantView grant = grants.forEndingSessions(caller, methods);
        OtherSessions.Ended ended = sessions.end(caller);
        return new ChangedView(ended.ended(), ended.remaining(), ended.remaining() == 0 ? null : grant);
    }
}
