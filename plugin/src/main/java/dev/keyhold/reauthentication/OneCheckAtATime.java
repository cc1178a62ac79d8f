package dev.keyhold.reauthentication;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.SingleUseObjectProvider;
import org.keycloak.models.UserModel;

import java.util.function.Supplier;

/** Lets one check per user and factor run in the whole cluster; others are turned away, not queued and not counted. */
final class OneCheckAtATime {
    // Longer than any check takes; ends the lock of a node that died in the middle of one.
    private static final long SECONDS = 30;

    private final SingleUseObjectProvider locks;
    private final String key;

    OneCheckAtATime(KeycloakSession keycloak, UserModel user, String factor) {
        this.locks = keycloak.singleUseObjects();
        this.key = "keyhold.reauthentication.check." + factor + '.' + user.getId();
    }

    /** @param busy what comes of it while another check runs */
    <T> T run(Supplier<T> check, Supplier<T> busy) {
        if (!locks.putIfAbsent(key, SECONDS)) {
            return busy.get();
        }
        try {
            return check.get();
        } finally {
            locks.remove(key);
        }
    }
}
