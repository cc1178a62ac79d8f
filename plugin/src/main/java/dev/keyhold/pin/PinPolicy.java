package dev.keyhold.pin;

import org.keycloak.models.RealmModel;

import java.time.Duration;

/**
 * What the realm says about PINs.
 *
 * @param hold         for how long later rooms hold money after a PIN was set without the old one
 * @param leadsToSetUp whether the step of a flow leads a user without a PIN to where one is set; else it refuses
 */
record PinPolicy(PinMode mode, Digits digits, Duration hold, boolean leadsToSetUp) {
    /** What a PIN has at most, in every realm. */
    static final int MOST_DIGITS = 12;
    private static final int DEFAULT_DIGITS = 6;
    private static final int DEFAULT_HOLD_HOURS = 24;
    private static final int MOST_HOLD_HOURS = 720;

    static PinPolicy of(RealmModel realm) {
        int digits = number(realm, "keyhold.pin.min-digits", "[4-9]|1[0-2]", DEFAULT_DIGITS);
        int hours = number(realm, "keyhold.pin.hold-hours", "0|[1-9][0-9]{0,2}", DEFAULT_HOLD_HOURS);
        return new PinPolicy(PinMode.of(realm.getAttribute("keyhold.pin")), new Digits(digits, MOST_DIGITS), Duration.ofHours(Math.min(hours, MOST_HOLD_HOURS)),
            "set-up".equals(realm.getAttribute("keyhold.pin.missing")));
    }

    private static int number(RealmModel realm, String attribute, String shape, int otherwise) {
        String declared = realm.getAttribute(attribute);
        return declared != null && declared.matches(shape) ? Integer.parseInt(declared) : otherwise;
    }

    /** Ends the request where the realm lets nobody set or change a PIN. */
    void requireChangeable() {
        requireShown();
        if (mode == PinMode.READ_ONLY) {
            throw PinProblems.readOnly().asException();
        }
    }

    /** Ends the request where the realm has no PINs. */
    void requireShown() {
        if (mode == PinMode.OFF) {
            throw PinProblems.off().asException();
        }
    }

    /** How many a PIN has. */
    record Digits(int min, int max) {
    }
}
