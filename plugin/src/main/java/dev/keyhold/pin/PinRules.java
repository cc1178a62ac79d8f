package dev.keyhold.pin;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which PINs a user may not have: what others guess first. The console judges what is typed by the same rules, of which it is told
 * the lists; test/contract/pin/rules-cases.json holds both together.
 *
 * @param birthdays ways to write the user's birthday; none where it is not known
 */
record PinRules(PinPolicy.Digits digits, Set<String> birthdays) {
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    /** The rules that this PIN breaks. Of what is no PIN at all nothing else is said. */
    List<PinRule> broken(String pin) {
        if (!DIGITS.matcher(pin).matches()) {
            return List.of(PinRule.DIGITS);
        }
        if (pin.length() < digits.min() || pin.length() > digits.max()) {
            return List.of(PinRule.LENGTH);
        }
        return Stream.of(PinRule.values()).filter(rule -> breaks(pin, rule)).toList();
    }

    private boolean breaks(String pin, PinRule rule) {
        return switch (rule) {
            case REPEAT -> Shape.isRepeat(pin);
            case RUN -> Shape.isRun(pin);
            case MIRRORED_RUN -> Shape.isMirroredRun(pin);
            case DATE -> WrittenDate.is(pin);
            case BIRTHDAY -> birthdays.stream().anyMatch(pin::contains);
            case KEYPAD -> Keypad.isPattern(pin);
            case COMMON -> CommonPins.ALL.contains(pin);
            case DIGITS, LENGTH, SAME -> false;
        };
    }

    View view() {
        return new View(digits, birthdays.stream().sorted().toList(), List.copyOf(CommonPins.ALL));
    }

    /** What the console cannot know by itself. */
    record View(PinPolicy.Digits digits, List<String> birthdays, List<String> common) {
    }
}
