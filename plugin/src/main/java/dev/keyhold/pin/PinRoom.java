package dev.keyhold.pin;

import dev.keyhold.factors.UserLock;
import dev.keyhold.reauthentication.FactorCheck;
import dev.keyhold.reauthentication.Grants;
import dev.keyhold.reauthentication.Operation;
import dev.keyhold.securitylog.SecurityLog;
import dev.keyhold.support.Caller;
import dev.keyhold.support.Exchange;
import dev.keyhold.support.OverviewSection;
import dev.keyhold.support.Problems;
import dev.keyhold.support.Room;
import dev.keyhold.support.RouteTable;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Sets a user's PIN after a proof, and changes it in return for the old one. */
public final class PinRoom implements Room, OverviewSection {
    private static final int LONGEST_TEXT = 64;

    private final Grants grants;
    private final Pins pins;

    /** @param check of PINs, where their misses are counted */
    public PinRoom(Clock clock, Grants grants, SecurityLog log, FactorCheck check) {
        this.grants = grants;
        this.pins = new Pins(clock, log, check);
    }

    @Override
    public void declare(RouteTable routes) {
        routes.read("pin/rules", exchange -> rules(exchange.caller()).view());
        routes.change("PUT", "pin", this::set);
        routes.change("POST", "pin/changes", this::change);
    }

    @Override
    public String name() {
        return "pin";
    }

    @Override
    public Object read(Caller caller) {
        return pins.view(caller);
    }

    record New(String pin) {
        /** Without the PIN, wherever it is printed. */
        @Override
        public String toString() {
            return "New[]";
        }
    }

    record Change(String currentPin, String pin) {
        /** Without the PINs, wherever it is printed. */
        @Override
        public String toString() {
            return "Change[]";
        }
    }

    /** What can be known to fail is refused before a proof is asked for it. */
    private Object set(Exchange exchange) {
        String pin = text(exchange.body(New.class).pin(), "pin");
        Caller caller = exchange.caller();
        PinPolicy.of(caller.realm()).requireChangeable();
        requireGood(rules(caller).broken(pin));
        pins.requirePossible(caller);
        UserLock.take(caller);
        grants.spend(exchange, Operation.PIN_SET, "");
        PinView view = pins.set(caller, pin);
        grants.keepRescue(exchange);
        return view;
    }

    private Object change(Exchange exchange) {
        Change change = exchange.body(Change.class);
        String current = text(change.currentPin(), Pins.CURRENT);
        String pin = text(change.pin(), "pin");
        Caller caller = exchange.caller();
        PinPolicy.of(caller.realm()).requireChangeable();
        List<PinRule> broken = new ArrayList<>(rules(caller).broken(pin));
        if (pin.equals(current)) {
            broken.add(PinRule.SAME);
        }
        requireGood(broken);
        // Before the lock: who waits for it has not been counted yet.
        StoredPin proved = pins.prove(caller, current);
        UserLock.take(caller);
        return pins.change(caller, proved, pin);
    }

    private static PinRules rules(Caller caller) {
        PinPolicy policy = PinPolicy.of(caller.realm());
        policy.requireShown();
        return new PinRules(policy.digits(), Birthday.writtenOut(caller.user(), policy.digits().min()));
    }

    private static void requireGood(List<PinRule> broken) {
        if (!broken.isEmpty()) {
            throw PinProblems.rejected(broken).asException();
        }
    }

    private static String text(String typed, String field) {
        if (typed == null || typed.length() > LONGEST_TEXT) {
            throw Problems.invalidRequest("/" + field, "A text of at most " + LONGEST_TEXT + " characters is expected.").asException();
        }
        return typed;
    }
}
