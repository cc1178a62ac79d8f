package dev.keyhold.reauthentication;

import java.util.List;

/** The answer to a good proof: the grant, told this once, and what it opens. */
record GrantView(String grant, String operation, String target, List<String> methods, String expiresAt) {
}
