package dev.keyhold.totp;

import dev.keyhold.factors.Factors;
import dev.keyhold.factors.FirstCodes;
import dev.keyhold.factors.Label;
import dev.keyhold.factors.UserLock;
import dev.keyhold.reauthentication.Grants;
import dev.keyhold.reauthentication.Operation;
import dev.keyhold.securitylog.EventType;
import dev.keyhold.securitylog.SecurityLog;
import dev.keyhold.support.Caller;
import dev.keyhold.support.Exchange;
import dev.keyhold.support.OverviewSection;
import dev.keyhold.support.Problems;
import dev.keyhold.support.Room;
import dev.keyhold.support.RouteTable;

/** Sets up a user's authenticator apps, names them and removes them. */
public final class TotpRoom implements Room, OverviewSection {
    private final Grants grants;
    private final Factors factors;
    private final TotpLog log;
    private final Enrolments enrolments;

    public TotpRoom(Grants grants, Factors factors, FirstCodes firstCodes, SecurityLog log) {
        this.grants = grants;
        this.factors = factors;
        this.log = new TotpLog(log);
        this.enrolments = new Enrolments(grants, firstCodes, this.log);
    }

    @Override
    public void declare(RouteTable routes) {
        routes.change("POST", "totp/enrolments", enrolments::start);
        routes.change("PUT", "totp/enrolments/{id}", enrolments::confirm);
        routes.change("PUT", "totp/{id}", this::rename);
        routes.change("DELETE", "totp/{id}", this::remove);
    }

    @Override
    public String name() {
        return "totp";
    }

    @Override
    public Object read(Caller caller) {
        return TotpView.of(caller);
    }

    record Name(String label) {
    }

    private App.View rename(Exchange exchange) {
        String label = Label.read(exchange.body(Name.class).label());
        if (label.isEmpty()) {
            throw Problems.invalidRequest("/label", "A name is expected.").asException();
        }
        Caller caller = exchange.caller();
        UserLock.take(caller);
        Apps apps = new Apps(caller.user());
        App app = find(apps, exchange);
        if (!label.equals(app.label())) {
            apps.rename(app.id(), label);
            log.record(caller, EventType.TOTP_RENAMED, app.id());
        }
        return find(apps, exchange).view();
    }

    private Object remove(Exchange exchange) {
        Caller caller = exchange.caller();
        Apps apps = new Apps(caller.user());
        // No proof is asked for what is not there.
        find(apps, exchange);
        grants.spend(exchange, Operation.TOTP_REMOVE, exchange.path("id"));
        factors.guardRemoval(caller, TotpFactor.isAsked(caller.realm()));
        // Again: it may have gone while this one waited for its turn.
        App app = find(apps, exchange);
        if (!apps.remove(app.id())) {
            throw Problems.notFound().asException();
        }
        log.record(caller, EventType.TOTP_REMOVED, app.id());
        new KeycloakEvents(caller).removed(app);
        grants.keepRescue(exchange);
        return null;
    }

    private static App find(Apps apps, Exchange exchange) {
        return apps.find(exchange.path("id")).orElseThrow(() -> Problems.notFound().asException());
    }
}
