package dev.keyhold.sessions;

import dev.keyhold.reauthentication.Grants;
import dev.keyhold.reauthentication.Operation;
import dev.keyhold.securitylog.Entry;
import dev.keyhold.securitylog.EventType;
import dev.keyhold.securitylog.SecurityEvent;
import dev.keyhold.securitylog.SecurityLog;
import dev.keyhold.support.Caller;
import dev.keyhold.support.Database;
import dev.keyhold.support.Exchange;
import dev.keyhold.support.OverviewSection;
import dev.keyhold.support.Problems;
import dev.keyhold.support.Room;
import dev.keyhold.support.RouteTable;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists a user's open sessions, online and offline, and ends them, all but the one behind the request. */
public final class SessionsRoom implements Room, OverviewSection {
    private static final int BATCH = 20;
    // With one application's logout URL hanging for Keycloak's 5 s, an answer still comes within the 15 s that ending has:
    // test/contract/sessions/time-limits.json holds these together.
    static final Duration BATCH_TIME = Duration.ofSeconds(8);

    private final Clock clock;
    private final Grants grants;
    private final SecurityLog log;

    public SessionsRoom(Clock clock, Grants grants, SecurityLog log) {
        this.clock = clock;
        this.grants = grants;
        this.log = log;
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
        OpenSession session = OpenSession.find(caller, exchange.path("id"));
        if (session == null) {
            throw Problems.notFound().asException();
        }
        if (session.current()) {
            throw SessionsProblems.currentSession().asException();
        }
        record(caller, session);
        new SessionEnding(caller).end(session);
        return null;
    }

    private SessionView.Ended endOthers(Exchange exchange) {
        grants.spend(exchange, Operation.SESSIONS_END, "");
        Caller caller = exchange.caller();
        List<OpenSession> others = OpenSession.of(caller).stream().filter(session -> !session.current()).toList();
        // All rows first: once a session has ended nothing may fail any more.
        Map<OpenSession, SecurityEvent> batch = new LinkedHashMap<>();
        others.stream().limit(BATCH).forEach(session -> batch.put(session, record(caller, session)));
        int ended = endUntilLate(caller, batch);
        return new SessionView.Ended(ended, others.size() - ended);
    }

    private int endUntilLate(Caller caller, Map<OpenSession, SecurityEvent> batch) {
        SessionEnding ending = new SessionEnding(caller);
        var late = clock.instant().plus(BATCH_TIME);
        int ended = 0;
        for (var entry : batch.entrySet()) {
            if (clock.instant().isBefore(late)) {
                ending.end(entry.getKey());
                ended++;
            } else {
                log.retract(Database.of(caller.keycloak()), entry.getValue());
            }
        }
        return ended;
    }

    private SecurityEvent record(Caller caller, OpenSession session) {
        return log.record(Database.of(caller.keycloak()), Entry.by(caller, EventType.SESSION_ENDED, session.id()));
    }
}
