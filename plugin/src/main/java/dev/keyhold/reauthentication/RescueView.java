package dev.keyhold.reauthentication;

import java.util.List;
import java.util.stream.Stream;

/** A rescue's grant as the bridge gets it, told this once: good once for each operation that it covers. */
record RescueView(String grant, String operation, String target, List<String> covers, List<String> methods, String expiresAt) {
    private static final String RESCUE = "rescue";

    RescueView(String grant, List<String> covers, List<String> methods, String expiresAt) {
        this(grant, RESCUE, "", covers, methods, expiresAt);
    }

    /** Told only when it is needed. */
    RescueView alsoFor(Operation more) {
        return new RescueView(grant, Stream.concat(covers.stream(), Stream.of(more.word())).toList(), methods, expiresAt);
    }

    /** Without the grant itself, wherever it is printed. */
    @Override
    public String toString() {
        return "RescueView" + covers;
    }
}
