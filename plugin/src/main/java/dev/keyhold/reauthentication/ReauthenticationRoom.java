package dev.keyhold.reauthentication;

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

import java.util.List;

/** Proves again who sits there, without leaving the page, and gives a grant for one operation in return. */
public final class ReauthenticationRoom implements Room, OverviewSection {
    private final Proofs proofs;
    private final Grants grants;
    private final SecurityLog log;
    private final OtherSessions sessions;

    public ReauthenticationRoom(Proofs proofs, Grants grants, SecurityLog log, OtherSessions sessions) {
        this.proofs = proofs;
        this.grants = grants;
        this.log = log;
        this.sessions = sessions;
    }

    @Override
    public void declare(RouteTable routes) {
        routes.change("POST", "reauthentication", this::prove);
        routes.change("POST", "reauthentication/challenges", this::challenge);
    }

    @Override
    public String name() {
        return "reauthentication";
    }

    @Override
    public Object read(Caller caller) {
        if (caller.isImpersonated()) {
            return ReauthenticationView.none("impersonated", AccountPage.of(caller));
        }
        Asked asked = proofs.asked();
        // As all operations but ending sessions, which may ask less, and the form of the password, which asks for that.
        List<ReauthenticationView.Method> methods = asked.methods(caller, Operation.TOTP_ENROL);
        return methods.isEmpty()
            ? ReauthenticationView.none("no-provable-factor", AccountPage.of(caller))
            : new ReauthenticationView(methods, asked.methods(caller, Operation.SESSIONS_END), asked.offersRescue(caller), null);
    }

    private Object prove(Exchange exchange) {
        ProofRequest request = exchange.body(ProofRequest.class);
        Operation operation = request.checked();
        Caller caller = exchange.caller();
        if (request.isRescue()) {
            return rescue(caller, proofs.rescue(caller, request.input(), operation));
        }
        List<String> methods = proofs.prove(caller, request.input(), Fields.DIALOG, operation, request.target());
        record(caller, EventType.REAUTHENTICATION_SUCCEEDED, operation.word());
        return grants.grant(caller, operation, request.target(), methods);
    }

    private KeyChallenge challenge(Exchange exchange) {
        ChallengeRequest request = exchange.body(ChallengeRequest.class);
        return proofs.challenge(exchange.caller(), request.checked(), request.target(), request.kind());
    }

    // The other sessions may be a thief's, who has the lost factor in hand. They end last: that cannot be taken back.
    private RescueView rescue(Caller caller, List<String> methods) {
        record(caller, EventType.REAUTHENTICATION_RESCUED, null);
        RescueView rescue = grants.rescue(caller, methods);
        return sessions.endAll(caller).remaining() == 0 ? rescue : rescue.alsoFor(Operation.SESSIONS_END);
    }

    private void record(Caller caller, EventType type, String target) {
        log.record(Database.of(caller.keycloak()), Entry.by(caller, type, target));
    }
}
