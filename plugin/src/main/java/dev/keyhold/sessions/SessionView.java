package dev.keyhold.sessions;

import dev.keyhold.support.Device;

import java.util.List;

/**
 * One open session as the user sees it.
 *
 * @param id   opaque to everyone else; an online session's is Keycloak's own, so that it can be compared with the stock API
 * @param kind {@code online}, or {@code offline} for one that an application keeps while nobody sits there
 */
record SessionView(String id, String kind, boolean current, String address, Device device, String startedAt, String lastActivityAt,
                   List<Application> applications) {
    /** @param name what the realm calls it, or null */
    record Application(String clientId, String name) {
    }

    /** @param nextCursor always null: all sessions come at once */
    record Page(List<SessionView> items, String nextCursor) {
    }

    record Section(List<SessionView> items) {
    }
}
