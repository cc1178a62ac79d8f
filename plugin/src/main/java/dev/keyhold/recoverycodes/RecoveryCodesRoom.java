package dev.keyhold.recoverycodes;

import dev.keyhold.reauthentication.Grants;
import dev.keyhold.reauthentication.Operation;
import dev.keyhold.support.Caller;
import dev.keyhold.support.Created;
import dev.keyhold.support.Exchange;
import dev.keyhold.support.OverviewSection;
import dev.keyhold.support.Room;
import dev.keyhold.support.RouteTable;

/** Makes a user's recovery codes, learns that they were saved, and tells how many are left and which were used when and from where. */
public final class RecoveryCodesRoom implements Room, OverviewSection {
    private final Grants grants;
    private final RecoveryCodes codes;

    public RecoveryCodesRoom(Grants grants, RecoveryCodes codes) {
        this.grants = grants;
        this.codes = codes;
    }

    @Override
    public void declare(RouteTable routes) {
        routes.change("POST", "recovery-codes", this::generate);
        routes.change("POST", "recovery-codes/{set}/confirmation", this::confirm);
    }

    @Override
    public String name() {
        return "recoveryCodes";
    }

    @Override
    public Object read(Caller caller) {
        return codes.view(caller);
    }

    private Object generate(Exchange exchange) {
        grants.spend(exchange, Operation.RECOVERY_CODES_GENERATE, "");
        CodeStore.Made made = codes.generate(exchange.caller());
        grants.keepRescue(exchange);
        return new Created(made);
    }

    private Object confirm(Exchange exchange) {
        Confirmation confirmation = exchange.body(Confirmation.class);
        Object view = codes.confirm(exchange.caller(), exchange.path("set"), confirmation.code());
        grants.keepRescue(exchange);
        return view;
    }

    /** @param code null to say that the codes are saved */
    record Confirmation(String code) {
        /** Without the code, wherever it is printed. */
        @Override
        public String toString() {
            return "Confirmation[]";
        }
    }
}
