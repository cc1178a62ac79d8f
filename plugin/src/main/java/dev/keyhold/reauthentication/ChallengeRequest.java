package dev.keyhold.reauthentication;

import dev.keyhold.support.Problems;

/**
 * What a key is to prove and what for.
 *
 * @param kind {@code passkey} or {@code security-key}
 */
record ChallengeRequest(String operation, String target, String kind) {

    Operation checked() {
        if (kind == null) {
            throw Problems.invalidRequest("/kind", "The kind of key is expected.").asException();
        }
        return Operation.checked(operation, target);
    }
}
