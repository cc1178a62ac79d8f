package dev.keyhold.pin;

/** Keys that a finger finds without thinking, on the pad of a phone: 1 to 9 in three rows, 0 below the 8. */
final class Keypad {
    private static final int LINE = 3;
    private static final String CORNERS = "1379";
    private static final String CROSS = "2468";

    private Keypad() {
    }

    static boolean isPattern(String pin) {
        return isWalk(pin) || isMadeOfLines(pin) || isAmong(CORNERS, pin) || isAmong(CROSS, pin);
    }

    /** Each key beside, above or below the one before. */
    private static boolean isWalk(String pin) {
        for (int i = 1; i < pin.length(); i++) {
            if (Math.abs(right(pin, i)) + Math.abs(down(pin, i)) != 1) {
                return false;
            }
        }
        return true;
    }

    /** Three keys in a line, and three more. */
    private static boolean isMadeOfLines(String pin) {
        for (int i = 0; i < pin.length(); i += LINE) {
            if (i + LINE > pin.length() || !isLine(pin.substring(i, i + LINE))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLine(String keys) {
        boolean moves = right(keys, 1) != 0 || down(keys, 1) != 0;
        boolean beside = Math.abs(right(keys, 1)) <= 1 && Math.abs(down(keys, 1)) <= 1;
        return moves && beside && right(keys, 1) == right(keys, 2) && down(keys, 1) == down(keys, 2);
    }

    private static boolean isAmong(String keys, String pin) {
        for (int i = 0; i < pin.length(); i++) {
            if (keys.indexOf(pin.charAt(i)) < 0 || i > 0 && pin.charAt(i) == pin.charAt(i - 1)) {
                return false;
            }
        }
        return true;
    }

    private static int right(String pin, int to) {
        return column(pin.charAt(to)) - column(pin.charAt(to - 1));
    }

    private static int down(String pin, int to) {
        return row(pin.charAt(to)) - row(pin.charAt(to - 1));
    }

    private static int column(char key) {
        return key == '0' ? 1 : (key - '1') % 3;
    }

    private static int row(char key) {
        return key == '0' ? 3 : (key - '1') / 3;
    }
}
