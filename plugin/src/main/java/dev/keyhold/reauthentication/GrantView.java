package dev.keyhold.reauthentication;

import java.util.List;

/** A grant as the bridge gets it, told this once: what proved it, and what for. */
public record GrantView(String grant, String operation, String target, List<String> methods, String expiresAt) {
    /** Without the grant itself, wherever it is printed. */
    @Override
    public String toString() {
        return "GrantView[" + operation + ", " + target + "]";
    }
}
