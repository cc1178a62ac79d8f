package dev.keyhold;

import dev.keyhold.factors.Factor;
import dev.keyhold.factors.Factors;
import dev.keyhold.factors.UserLockRows;
import dev.keyhold.overview.OverviewRoom;
import dev.keyhold.passkeys.Assertions;
import dev.keyhold.passkeys.KeyFactor;
import dev.keyhold.passkeys.PasskeysRoom;
import dev.keyhold.password.PasswordFactor;
import dev.keyhold.password.PasswordRoom;
import dev.keyhold.pin.PinRoom;
import dev.keyhold.reauthentication.FactorCheck;
import dev.keyhold.reauthentication.Grants;
import dev.keyhold.reauthentication.KeyProof;
import dev.keyhold.reauthentication.Proofs;
import dev.keyhold.reauthentication.ReauthenticationRoom;
import dev.keyhold.reauthentication.SecondProof;
import dev.keyhold.recoverycodes.RecoveryCodeFactor;
import dev.keyhold.recoverycodes.RecoveryCodes;
import dev.keyhold.recoverycodes.RecoveryCodesRoom;
import dev.keyhold.securitylog.SecurityLog;
import dev.keyhold.sessions.OtherSessionsEnding;
import dev.keyhold.sessions.SessionsRoom;
import dev.keyhold.support.AgedRows;
import dev.keyhold.support.Database;
import dev.keyhold.support.OverviewSection;
import dev.keyhold.support.Release;
import dev.keyhold.support.Room;
import dev.keyhold.support.RouteTable;
import dev.keyhold.support.UserRows;
import dev.keyhold.totp.TotpFactor;
import dev.keyhold.totp.TotpRoom;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The one place where rooms are made and given what they need. What a new room brings is one line in each list that concerns it. */
final class Rooms {
    private final List<Room> rooms;
    private final List<UserRows> rows;
    private final Grants grants;
    private final SecurityLog log;
    private final RecoveryCodes recoveryCodes;

    Rooms(Clock clock) {
        log = new SecurityLog(clock);
        recoveryCodes = new RecoveryCodes(clock, log);
        Assertions assertions = new Assertions(clock, log, Database::apart);
        List<Factor> kinds = List.of(
            new PasswordFactor(),
            KeyFactor.passkeys(assertions),
            new TotpFactor(),
            KeyFactor.securityKeys(assertions),
            new RecoveryCodeFactor(recoveryCodes));
        Factors factors = new Factors(clock, kinds);
        Proofs proofs = new Proofs(clock, log, Database::apart, all(SecondProof.class, kinds), all(KeyProof.class, kinds));
        grants = new Grants(clock, proofs);
        OtherSessionsEnding otherSessions = new OtherSessionsEnding(clock, log);
        PasskeysRoom passkeys = new PasskeysRoom(clock, grants, factors, recoveryCodes, log, assertions);
        List<Room> shown = List.of(
            new SessionsRoom(grants, otherSessions),
            new ReauthenticationRoom(proofs, grants, log, otherSessions),
            new PasswordRoom(clock, log, proofs, grants, otherSessions),
            new TotpRoom(grants, factors, recoveryCodes, log),
            passkeys,
            new PinRoom(clock, grants, log, FactorCheck.ofPins(clock, log, Database::apart)),
            new RecoveryCodesRoom(grants, recoveryCodes));
        // The overview has the sections of all rooms that have one, in this order.
        rooms = Stream.concat(Stream.of(new OverviewRoom(all(OverviewSection.class, shown))), shown.stream()).toList();
        rows = List.of(
            grants,
            log,
            recoveryCodes,
            passkeys,
            new UserLockRows());
    }

    RouteTable routes() {
        RouteTable routes = new RouteTable();
        routes.open("", Rooms::greeting);
        rooms.forEach(room -> room.declare(routes));
        return routes;
    }

    List<UserRows> rows() {
        return rows;
    }

    List<AgedRows> agedRows(Duration logRetention) {
        List<AgedRows> aged = new ArrayList<>(grants.aged());
        aged.add(log.olderThan(logRetention));
        aged.add(recoveryCodes.aged());
        return aged;
    }

    private static <T> List<T> all(Class<T> kind, List<?> things) {
        return things.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static Map<String, String> greeting() {
        Map<String, String> greeting = new LinkedHashMap<>();
        greeting.put("name", Release.NAME);
        greeting.put("version", Release.version());
        return greeting;
    }
}
