package dev.keyhold.pin;

/** Digits that follow from the ones before. */
final class Shape {
    private static final int SHORTEST_RUN = 3;

    private Shape() {
    }

    /** One group over and over, as in 121212; or no more than two different digits. */
    static boolean isRepeat(String pin) {
        for (int group = 1; group <= pin.length() / 2; group++) {
            if (pin.length() % group == 0 && pin.substring(0, group).repeat(pin.length() / group).equals(pin)) {
                return true;
            }
        }
        return pin.chars().distinct().count() <= 2;
    }

    /** Every step the same, as in 135790; runs put together, as in 123789; or such a thing with every digit repeated, as in 112233. */
    static boolean isRun(String pin) {
        for (int times = 1; times <= pin.length() / SHORTEST_RUN; times++) {
            String once = once(pin, times);
            if (once != null && (isEven(once) || isMadeOfRuns(once))) {
                return true;
            }
        }
        return false;
    }

    /** Forward and backward, as in 123321. */
    static boolean isMirroredRun(String pin) {
        return new StringBuilder(pin).reverse().toString().equals(pin) && isEven(pin.substring(0, (pin.length() + 1) / 2));
    }

    /** Null unless every digit stands there this often. */
    private static String once(String pin, int times) {
        StringBuilder once = new StringBuilder();
        for (int i = 0; i < pin.length(); i += times) {
            once.append(pin.charAt(i));
        }
        StringBuilder again = new StringBuilder();
        once.chars().forEach(digit -> again.append(String.valueOf((char) digit).repeat(times)));
        return again.toString().equals(pin) ? once.toString() : null;
    }

    private static boolean isEven(String digits) {
        int first = step(digits, 1);
        for (int i = 2; i < digits.length(); i++) {
            if (step(digits, i) != first) {
                return false;
            }
        }
        return first != 0;
    }

    private static boolean isMadeOfRuns(String digits) {
        if (digits.isEmpty()) {
            return true;
        }
        for (int end = SHORTEST_RUN; end <= digits.length(); end++) {
            String run = digits.substring(0, end);
            boolean oneByOne = step(run, 1) == 1 || step(run, 1) == 9;
            if (oneByOne && isEven(run) && isMadeOfRuns(digits.substring(end))) {
                return true;
            }
        }
        return false;
    }

    // From 9 it goes on with 0.
    private static int step(String digits, int to) {
        return Math.floorMod(digits.charAt(to) - digits.charAt(to - 1), 10);
    }
}
