package dev.keyhold.pin;

import dev.keyhold.reauthentication.FactorCheck;
import dev.keyhold.support.Json;

import java.time.Duration;
import java.time.Instant;

/**
 * A user's PIN as the page shows it; never the PIN.
 *
 * @param state       {@code available}; {@code read-only} or {@code off} by the realm; {@code unavailable} where the server's key is missing
 * @param setAt       when it was set or changed last; null when there is none
 * @param triesLeft   null where nothing was wrong since the last right one or the last pause
 * @param pausedUntil null when it may be tried
 * @param disabled    whether only a new one helps
 * @param heldUntil   until when later rooms hold money, since it was set without the old one; null when nothing is held
 */
record PinView(String state, PinPolicy.Digits digits, String setAt, Integer triesLeft, String pausedUntil, boolean disabled, String heldUntil) {

    static PinView none(PinPolicy policy, boolean possible) {
        return new PinView(state(policy, possible), policy.digits(), null, null, null, false, null);
    }

    static PinView of(PinPolicy policy, boolean possible, StoredPin pin, FactorCheck.Standing standing, Instant now) {
        Instant heldUntil = Instant.ofEpochMilli(pin.facts().provedAt()).plus(policy.hold());
        return new PinView(state(policy, possible), policy.digits(), Json.time(Instant.ofEpochMilli(pin.setAt())),
            standing.triesLeft(), standing.until() == null ? null : roundedUp(standing.until()), standing.isDisabled(),
            heldUntil.isAfter(now) ? roundedUp(heldUntil) : null);
    }

    private static String state(PinPolicy policy, boolean possible) {
        return switch (policy.mode()) {
            case OFF -> "off";
            case READ_ONLY -> possible ? "read-only" : "unavailable";
            case ON -> possible ? "available" : "unavailable";
        };
    }

    // Whole seconds, never too early.
    private static String roundedUp(Instant until) {
        return Json.time(until.plus(Duration.ofMillis(999)));
    }
}
