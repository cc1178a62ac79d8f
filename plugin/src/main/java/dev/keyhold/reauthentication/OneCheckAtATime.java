package dev.keyhold.reauthentication;

import dev.keyhold.support.Caller;
import org.keycloak.models.SingleUseObjectProvider;

import java.util.function.Supplier;

/** Lets one check per user and factor run in the whole cluster; others are turned away, not queued and not counted. */
final class OneCheckAtATime {
    // Longer than any check takes; ends the lock of a node that died in the middle of one.
    private static final long SECONDS = 30;

    private final SingleUseObjectProvider locks;
    private final String key;

    OneCheckAtATime(Caller caller, String factor) {
        this.locks = caller.keycloak().singleUseObjects();
        this.key = "keyhold.reauthentication.check." + factor + '.' + caller.user().getId();
    }

    <T> T run(Supplier<T> check) {
        if (!locks.putIfAbsent(key, SECONDS)) {
            throw ReauthenticationProblems.checkRunning().asException();
        }
        try {
            return check.get();
        } finally {
            locks.remove(key);
        }
    }
}
