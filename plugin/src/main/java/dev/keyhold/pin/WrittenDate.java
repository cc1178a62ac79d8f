package dev.keyhold.pin;

/** Days, months with their year, and years, in every order in which people write them. */
final class WrittenDate {
    private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private WrittenDate() {
    }

    static boolean is(String pin) {
        return switch (pin.length()) {
            case 4 -> isDay(pin) || isYear(pin);
            // The two digits of a year may be any.
            case 6 -> isDay(pin.substring(0, 4)) || isDay(pin.substring(2))
                || isMonth(pin.substring(0, 2)) && isYear(pin.substring(2)) || isYear(pin.substring(0, 4)) && isMonth(pin.substring(4));
            case 8 -> isDay(pin.substring(0, 4)) && isYear(pin.substring(4)) || isYear(pin.substring(0, 4)) && isDay(pin.substring(4));
            default -> false;
        };
    }

    // Day and month, either first.
    private static boolean isDay(String digits) {
        String first = digits.substring(0, 2);
        String second = digits.substring(2);
        return isDayOf(first, second) || isDayOf(second, first);
    }

    private static boolean isDayOf(String day, String month) {
        int number = Integer.parseInt(day);
        return isMonth(month) && number >= 1 && number <= DAYS[Integer.parseInt(month) - 1];
    }

    private static boolean isMonth(String digits) {
        int number = Integer.parseInt(digits);
        return number >= 1 && number <= DAYS.length;
    }

    private static boolean isYear(String digits) {
        return digits.startsWith("19") || digits.startsWith("20");
    }
}
