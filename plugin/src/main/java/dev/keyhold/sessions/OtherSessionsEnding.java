package dev.keyhold.sessions;

import dev.keyhold.factors.UserLock;
import dev.keyhold.securitylog.Entry;
import dev.keyhold.securitylog.EventType;
import dev.keyhold.securitylog.SecurityEvent;
import dev.keyhold.securitylog.SecurityLog;
import dev.keyhold.support.Caller;
import dev.keyhold.support.Database;
import dev.keyhold.support.OtherSessions;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ends many sessions in the time that a request has. */
public final class OtherSessionsEnding implements OtherSessions {
    private static final int BATCH = 20;

    private final Clock clock;
    private final SecurityLog log;

    public OtherSessionsEnding(Clock clock, SecurityLog log) {
        this.clock = clock;
        this.log = log;
    }

    @Override
    public Ended end(Caller caller) {
        return end(caller, BATCH);
    }

    @Override
    public Ended endAll(Caller caller) {
        return end(caller, Integer.MAX_VALUE);
    }

    private Ended end(Caller caller, int most) {
        UserLock.take(caller);
        List<OpenSession> others = OpenSession.of(caller).stream().filter(session -> !session.current()).toList();
        // All rows first: once a session has ended nothing may fail any more.
        Map<OpenSession, SecurityEvent> batch = new LinkedHashMap<>();
        others.stream().limit(most).forEach(session -> batch.put(session, record(caller, session)));
        int ended = endUntilLate(caller, batch);
        return new Ended(ended, others.size() - ended);
    }

    private int endUntilLate(Caller caller, Map<OpenSession, SecurityEvent> batch) {
        SessionEnding ending = new SessionEnding(caller);
        var late = clock.instant().plus(TIME);
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

    /** The row of one session's end. */
    SecurityEvent record(Caller caller, OpenSession session) {
        return log.record(Database.of(caller.keycloak()), Entry.by(caller, EventType.SESSION_ENDED, session.id()));
    }
}
