package dev.keyhold.pin;

import dev.keyhold.factors.CommittedState;
import dev.keyhold.reauthentication.FactorCheck;
import dev.keyhold.securitylog.Entry;
import dev.keyhold.securitylog.EventType;
import dev.keyhold.securitylog.SecurityLog;
import dev.keyhold.support.Caller;
import dev.keyhold.support.Database;
import dev.keyhold.support.PersonEvent;
import org.keycloak.events.Details;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

import java.time.Clock;
import java.util.Optional;

/** What can be done with a user's PIN, by the page and at sign-in. What changes it belongs under the user's lock, in the transaction of the request. */
final class Pins {
    /** The word under which its misses are counted. It is no factor for all that: nothing registers it as one. */
    static final String WORD = "pin";
    static final String CURRENT = "currentPin";
    private static final String CHANGE = "pin.change";

    private final Clock clock;
    private final SecurityLog log;
    private final FactorCheck check;

    Pins(Clock clock, SecurityLog log, FactorCheck check) {
        this.clock = clock;
        this.log = log;
        this.check = check;
    }

    PinView view(Caller caller) {
        PinPolicy policy = PinPolicy.of(caller.realm());
        PinHash hash = PinHash.of(caller.keycloak());
        return new KeycloakPins(caller.user()).find()
            .map(pin -> PinView.of(policy, hash.isPossible(pin), pin, standing(caller), clock.instant()))
            .orElseGet(() -> PinView.none(policy, hash.isPossible()));
    }

    /** Ends the request where no PIN can be set. */
    void requirePossible(Caller caller) {
        if (!PinHash.of(caller.keycloak()).isPossible()) {
            throw PinProblems.unavailable().asException();
        }
    }

    /** Sets the first one, or another one without the old. */
    PinView set(Caller caller, String pin) {
        KeycloakPins pins = new KeycloakPins(caller.user());
        EventType type = pins.find().isPresent() ? EventType.PIN_RESCUED : EventType.PIN_SET;
        StoredPin stored = pins.replace(PinHash.of(caller.keycloak()).make(pin), clock.millis(), clock.millis());
        // In this transaction: were it undone and this not, the old one would be open to a hundred guesses more.
        check.forget(caller.keycloak(), caller.user(), WORD);
        caller.user().removeRequiredAction(SetUpPin.ID);
        return changed(caller, type, stored);
    }

    /** Answers the PIN that this proved to be; ends the request where it is not. */
    StoredPin prove(Caller caller, String typed) {
        StoredPin pin = new KeycloakPins(caller.user()).find().orElseThrow(() -> PinProblems.changedMeanwhile().asException());
        PinHash hash = PinHash.of(caller.keycloak());
        if (!hash.isPossible(pin)) {
            throw PinProblems.unavailable().asException();
        }
        if (standing(caller).isDisabled()) {
            throw PinProblems.disabled().asException();
        }
        check.prove(caller, WORD, CURRENT, CHANGE, () -> hash.isRight(pin, typed));
        return pin;
    }

    /** The same at sign-in, where the page says what came of it. A PIN that proved right is hashed anew where its key is an old one. */
    FactorCheck.Result check(KeycloakSession keycloak, RealmModel realm, UserModel user, StoredPin pin, String typed) {
        PinHash hash = PinHash.of(keycloak);
        FactorCheck.Result result = check.run(keycloak, realm, user, WORD, () -> hash.isRight(pin, typed));
        if (result instanceof FactorCheck.Result.Right && hash.isOld(pin)) {
            new KeycloakPins(user).rehash(pin, hash.make(typed));
        }
        return result;
    }

    /** @param proved what the old one proved to be, which it must still be now that nobody else may change it */
    PinView change(Caller caller, StoredPin proved, String pin) {
        Optional<StoredPin> now = CommittedState.of(caller, (keycloak, realm, user) -> new KeycloakPins(user).find());
        if (now.filter(there -> there.id().equals(proved.id())).isEmpty()) {
            throw PinProblems.changedMeanwhile().asException();
        }
        return changed(caller, EventType.PIN_CHANGED,
            new KeycloakPins(caller.user()).replace(PinHash.of(caller.keycloak()).make(pin), clock.millis(), proved.facts().provedAt()));
    }

    private PinView changed(Caller caller, EventType type, StoredPin pin) {
        log.record(Database.of(caller.keycloak()), Entry.by(caller, type, pin.id()));
        PersonEvent.of(caller, org.keycloak.events.EventType.UPDATE_CREDENTIAL).session(caller.userSession())
            .detail(Details.CREDENTIAL_TYPE, StoredPin.TYPE).success();
        // A right one, and a new one, have made all misses forgotten, beside this transaction or in it.
        return PinView.of(PinPolicy.of(caller.realm()), true, pin, FactorCheck.Standing.UNTRIED, clock.instant());
    }

    /** Whether this one can be checked. */
    boolean isPossible(KeycloakSession keycloak, StoredPin pin) {
        return PinHash.of(keycloak).isPossible(pin);
    }

    FactorCheck.Standing standing(KeycloakSession keycloak, RealmModel realm, UserModel user) {
        return check.standing(keycloak, realm, user, WORD);
    }

    private FactorCheck.Standing standing(Caller caller) {
        return standing(caller.keycloak(), caller.realm(), caller.user());
    }
}
