package dev.keyhold.factors;

import dev.keyhold.support.Problems;
import dev.keyhold.support.Text;

import java.util.Collection;

/** The name that a user gives to a factor: any text on one line, kept as it was typed. Markup in it is text like any other. */
public final class Label {
    private static final int LONGEST = 255;

    private Label() {
    }

    /** Without the spaces around it; empty when there is no name. */
    public static String read(String typed) {
        String label = typed == null ? "" : typed.strip();
        if (label.codePoints().anyMatch(Label::isUnfit)) {
            throw Problems.invalidRequest("/label", "A name is one line of text.").asException();
        }
        if (label.codePointCount(0, label.length()) > LONGEST) {
            throw Problems.invalidRequest("/label", "A name has at most " + LONGEST + " characters.").asException();
        }
        // Some databases count characters beyond the basic plane twice.
        return Text.cut(label, LONGEST).strip();
    }

    /** The word itself, or with the first number that no other factor has. Keycloak compares names without regard to case. */
    public static String free(String word, Collection<String> taken) {
        String label = word;
        for (int number = 2; isTaken(label, taken); number++) {
            label = word + ' ' + number;
        }
        return label;
    }

    private static boolean isTaken(String label, Collection<String> taken) {
        return taken.stream().anyMatch(label::equalsIgnoreCase);
    }

    // Half of a surrogate pair is no character, and databases refuse it.
    private static boolean isUnfit(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }
}
