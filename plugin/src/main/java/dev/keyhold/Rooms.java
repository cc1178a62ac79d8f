package dev.keyhold;

import dev.keyhold.overview.OverviewRoom;
import dev.keyhold.reauthentication.Grants;
import dev.keyhold.reauthentication.ReauthenticationRoom;
import dev.keyhold.securitylog.SecurityLog;
import dev.keyhold.sessions.SessionsRoom;
import dev.keyhold.support.AgedRows;
import dev.keyhold.support.Database;
import dev.keyhold.support.Release;
import dev.keyhold.support.Room;
import dev.keyhold.support.RouteTable;
import dev.keyhold.support.UserRows;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The one place where rooms are made and given what they need. */
final class Rooms {
    private final List<Room> rooms;
    private final Grants grants;
    private final SecurityLog log;

    Rooms(Clock clock) {
        log = new SecurityLog(clock);
        grants = new Grants(clock);
        SessionsRoom sessions = new SessionsRoom(clock, grants, log);
        ReauthenticationRoom reauthentication = new ReauthenticationRoom(clock, log, Database::apart);
        this.rooms = List.of(new OverviewRoom(List.of(sessions, reauthentication)), sessions, reauthentication);
    }

    RouteTable routes() {
        RouteTable routes = new RouteTable();
        routes.open("", Rooms::greeting);
        rooms.forEach(room -> room.declare(routes));
        return routes;
    }

    List<UserRows> rows() {
        return List.of(grants, log);
    }

    List<AgedRows> agedRows(Duration logRetention) {
        List<AgedRows> aged = new ArrayList<>(grants.aged());
        aged.add(log.olderThan(logRetention));
        return aged;
    }

    private static Map<String, String> greeting() {
        Map<String, String> greeting = new LinkedHashMap<>();
        greeting.put("name", Release.NAME);
        greeting.put("version", Release.version());
        return greeting;
    }
}
