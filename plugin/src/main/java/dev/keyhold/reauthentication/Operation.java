package dev.keyhold.reauthentication;

import java.util.Optional;
import java.util.stream.Stream;

/** What a proof can be asked for. The words are frozen: bridge, console and stored grants carry them. */
public enum Operation {
    /** Ends sessions of one's own, one or many; the only operation whose grant may be used again while it lives. */
    SESSIONS_END("sessions.end", true);

    private final String word;
    private final boolean repeatable;

    Operation(String word, boolean repeatable) {
        this.word = word;
        this.repeatable = repeatable;
    }

    public String word() {
        return word;
    }

    boolean isRepeatable() {
        return repeatable;
    }

    static Optional<Operation> of(String word) {
        return Stream.of(values()).filter(operation -> operation.word.equals(word)).findFirst();
    }
}
