package dev.keyhold.pin;

import java.util.Locale;

/** Why a PIN is refused, in the order in which that is told. */
enum PinRule {
    DIGITS, LENGTH, REPEAT, RUN, MIRRORED_RUN, DATE, BIRTHDAY, KEYPAD, COMMON, SAME;

    /** As bridge and console know it. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
