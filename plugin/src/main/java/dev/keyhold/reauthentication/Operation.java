package dev.keyhold.reauthentication;

import dev.keyhold.support.Problems;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a proof can be asked for. The words are frozen: bridge, console and stored grants carry them. */
public enum Operation {
    /** Ends sessions of one's own, one or many; the only operation whose grant may be used again while it lives. */
    SESSIONS_END("sessions.end"),
    /** Never opened by a grant: its form is the proof. */
    PASSWORD_CHANGE("password.change"),
    /** Target: the id of the app that is replaced, or empty. */
    TOTP_ENROL("totp.enrol"),
    TOTP_REMOVE("totp.remove"),
    /** Target: the kind that is added, {@code passkey} or {@code security-key}. */
    PASSKEYS_ENROL("passkeys.enrol"),
    /** Target: the id of the passkey or security key. */
    PASSKEYS_REMOVE("passkeys.remove"),
    RECOVERY_CODES_GENERATE("recovery-codes.generate"),
    /** The first PIN, or one in place of a forgotten one. */
    PIN_SET("pin.set");

    private static final int LONGEST_TARGET = 255;
    /** What a rescue opens, once each; in the order in which it is told. */
    private static final List<Operation> RESCUED = List.of(TOTP_REMOVE, TOTP_ENROL, PASSKEYS_REMOVE, PASSKEYS_ENROL, RECOVERY_CODES_GENERATE, PIN_SET);

    private static final Set<String> KINDS_OF_KEYS = Set.of("passkey", "security-key");

    private final String word;

    Operation(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    boolean isRepeatable() {
        return this == SESSIONS_END;
    }

    boolean hasGrant() {
        return this != PASSWORD_CHANGE;
    }

    /** Whether the password is asked whatever else proves: the form that changes one takes the current one. */
    boolean asksPassword() {
        return this == PASSWORD_CHANGE;
    }

    boolean isRescued() {
        return RESCUED.contains(this);
    }

    static List<Operation> rescued() {
        return RESCUED;
    }

    private boolean takesTarget(String target) {
        return switch (this) {
            case TOTP_ENROL -> true;
            case TOTP_REMOVE, PASSKEYS_REMOVE -> !target.isEmpty();
            case PASSKEYS_ENROL -> KINDS_OF_KEYS.contains(target);
            default -> target.isEmpty();
        };
    }

    /** The operation that a request means; else the request ends as {@code invalid-request}. */
    static Operation checked(String word, String target) {
        Operation known = of(word).orElseThrow(() -> Problems.invalidRequest("/operation", "This operation is not known.").asException());
        if (target == null || target.length() > LONGEST_TARGET || !known.takesTarget(target)) {
            throw Problems.invalidRequest("/target", "This operation has another target; an empty text stands for none.").asException();
        }
        return known;
    }

    static Optional<Operation> of(String word) {
        return Stream.of(values()).filter(operation -> operation.word.equals(word)).findFirst();
    }
}
