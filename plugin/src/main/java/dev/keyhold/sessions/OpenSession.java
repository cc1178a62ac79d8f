package dev.keyhold.sessions;

import dev.keyhold.support.Caller;
import dev.keyhold.support.ClientAddress;
import dev.keyhold.support.Device;
import dev.keyhold.support.Json;
import org.keycloak.device.DeviceActivityManager;
import org.keycloak.models.ClientModel;
import org.keycloak.models.UserSessionModel;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** One of the caller's sessions in Keycloak's store, online or offline. */
record OpenSession(UserSessionModel model, boolean current) {
    private static final String OFFLINE_PREFIX = "offline~";
    // Keycloak's ids have 24 or 36 characters; nothing longer is worth a look into the store.
    private static final int LONGEST_ID = 64;

    /** All sessions of the caller: the current one first, then by latest activity. */
    static List<OpenSession> of(Caller caller) {
        var store = caller.keycloak().sessions();
        List<OpenSession> all = new java.util.ArrayList<>();
        store.getUserSessionsStream(caller.realm(), caller.user()).forEach(model -> all.add(of(caller, model)));
        store.getOfflineUserSessionsStream(caller.realm(), caller.user()).forEach(model -> all.add(of(caller, model)));
        all.sort(Comparator.comparing(OpenSession::current).reversed()
            .thenComparing(session -> -session.model.getLastSessionRefresh())
            .thenComparing(OpenSession::id));
        return all;
    }

    /** The caller's session of this id; null for any other id, be it foreign, ended or malformed. */
    static OpenSession find(Caller caller, String id) {
        boolean offline = id.startsWith(OFFLINE_PREFIX);
        String keycloakId = offline ? id.substring(OFFLINE_PREFIX.length()) : id;
        if (keycloakId.isEmpty() || keycloakId.length() > LONGEST_ID) {
            return null;
        }
        var store = caller.keycloak().sessions();
        UserSessionModel model = offline ? store.getOfflineUserSession(caller.realm(), keycloakId) : store.getUserSession(caller.realm(), keycloakId);
        // Databases may compare ids without regard to case: the session's own id must be the one asked for.
        boolean own = model != null && model.getId().equals(keycloakId)
            && model.getUser() != null && model.getUser().getId().equals(caller.user().getId());
        return own ? of(caller, model) : null;
    }

    private static OpenSession of(Caller caller, UserSessionModel model) {
        UserSessionModel mine = caller.userSession();
        return new OpenSession(model, mine.getId().equals(model.getId()) && mine.isOffline() == model.isOffline());
    }

    boolean isOffline() {
        return model.isOffline();
    }

    String id() {
        return isOffline() ? OFFLINE_PREFIX + model.getId() : model.getId();
    }

    SessionView view() {
        return new SessionView(id(), isOffline() ? "offline" : "online", current,
            ClientAddress.canonical(model.getIpAddress()).orElse(null),
            Device.of(DeviceActivityManager.getCurrentDevice(model)),
            Json.time(Instant.ofEpochSecond(model.getStarted())),
            Json.time(Instant.ofEpochSecond(model.getLastSessionRefresh())),
            applications());
    }

    private List<SessionView.Application> applications() {
        return model.getAuthenticatedClientSessions().values().stream()
            .map(session -> session.getClient())
            .filter(client -> client != null)
            .sorted(Comparator.comparing(ClientModel::getClientId))
            .map(client -> new SessionView.Application(client.getClientId(), name(client)))
            .toList();
    }

    // "${client_account}" and the like are keys into Keycloak's own texts, no names.
    private static String name(ClientModel client) {
        String name = client.getName();
        return name == null || name.isBlank() || name.startsWith("${") ? null : name;
    }
}
