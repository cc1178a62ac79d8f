package dev.keyhold.sessions;

import dev.keyhold.factors.UserLock;
import dev.keyhold.reauthentication.Grants;
import dev.keyhold.reauthentication.Operation;
import dev.keyhold.support.Caller;
import dev.keyhold.support.Exchange;
import dev.keyhold.support.OtherSessions;
import dev.keyhold.support.OverviewSection;
import dev.keyhold.support.Problems;
import dev.keyhold.support.Room;
import dev.keyhold.support.RouteTable;

import java.util.List;

/** Lists a user's open sessions, online and offline, and ends them, all but the one behind the request. */
public final class SessionsRoom implements Room, OverviewSection {
    private final Grants grants;
    private final OtherSessionsEnding ending;

    public SessionsRoom(Grants grants, OtherSessionsEnding ending) {
        this.grants = grants;
        this.ending = ending;
    }

    @Override
    public void declare(RouteTable routes) {
        routes.read("sessions", exchange -> new SessionView.Page(views(exchange.caller()), null));
        routes.change("DELETE", "sessions/{id}", this::end);
        routes.change("DELETE", "sessions", this::endOthers);
    }

    @Override
    public String name() {
        return "sessions";
    }

    @Override
    public Object read(Caller caller) {
        return new SessionView.Section(views(caller));
    }

    private static List<SessionView> views(Caller caller) {
        return OpenSession.of(caller).stream().map(OpenSession::view).toList();
    }

    private Object end(Exchange exchange) {
        grants.spend(exchange, Operation.SESSIONS_END, "");
        Caller caller = exchange.caller();
        // Of several ends of one session at once the first ends it, the others find none.
        UserLock.take(caller);
        OpenSession session = OpenSession.find(caller, exchange.path("id"));
        if (session == null) {
            throw Problems.notFound().asException();
        }
        if (session.current()) {
            throw SessionsProblems.currentSession().asException();
        }
        ending.record(caller, session);
        new SessionEnding(caller).end(session);
        return null;
    }

    private OtherSessions.Ended endOthers(Exchange exchange) {
        grants.spend(exchange, Operation.SESSIONS_END, "");
        return ending.end(exchange.caller());
    }
}
