package dev.keyhold.sessions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyhold.support.Json;
import dev.keyhold.support.OtherSessions;
import dev.keyhold.support.Problems;
import dev.keyhold.testing.Golden;
import dev.keyhold.testing.People;
import dev.keyhold.testing.Stub;
import org.junit.jupiter.api.Test;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.UserSessionProvider;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The answers of this room have exactly the shapes that the bridge expects. */
class SessionAnswersTest {
    private static final String CURRENT = "Tq3zJmB0sYk1cVd9XwPf7LrA";
    private static final String OTHER = "p8GkQ2nXvR5tZs0YbLc4WdHe";

    private final UserSessionModel current = session(CURRENT, "203.0.113.9", "2026-11-22T08:15:30Z", "2026-11-22T09:00:00Z",
        "{\"browser\":\"Chrome/130.0.0\",\"os\":\"Linux\",\"device\":\"Other\"}",
        client("keyhold-bridge", "Account security"), client("account-console", "${client_account-console}")).make();
    private final UserSessionModel phone = session(OTHER, "2001:DB8::7", "2026-11-21T19:02:11Z", "2026-11-22T08:59:59Z",
        "{\"browser\":\"Mobile Safari/17.4\",\"os\":\"iOS\",\"device\":\"iPhone\",\"mobile\":true}", client("shop", "Shop")).make();
    private final UserSessionModel offline = session(OTHER, null, "2026-10-01T00:00:00Z", "2026-11-01T12:30:00Z", null).with("isOffline", true).make();

    @Test
    void theListIsSortedAndShapedAsAgreed() {
        UserSessionProvider store = Stub.of(UserSessionProvider.class)
            .answering("getUserSessionsStream", arguments -> Stream.of(phone, current))
            .answering("getOfflineUserSessionsStream", arguments -> Stream.of(offline)).make();
        KeycloakSession keycloak = Stub.of(KeycloakSession.class).with("sessions", store).make();
        List<SessionView> items = OpenSession.of(People.caller(keycloak, People.alice().make(), current)).stream().map(OpenSession::view).toList();
        assertThat(json(new SessionView.Page(items, null))).isEqualTo(Golden.read("sessions/list"));
    }

    @Test
    void theEndOfABatch() {
        assertThat(json(new OtherSessions.Ended(20, 3))).isEqualTo(Golden.read("sessions/ended"));
    }

    @Test
    void refusals() {
        assertThat(json(Problems.notFound())).isEqualTo(Golden.read("sessions/not-found"));
        assertThat(json(SessionsProblems.currentSession())).isEqualTo(Golden.read("sessions/current-session"));
    }

    /** The bridge waits for answerSeconds and no longer; a batch that has just begun its last session must answer within them. */
    @Test
    void aBatchEndsInTimeForTheBridge() {
        JsonNode limits = Golden.read("sessions/time-limits");
        int batch = limits.get("batchSeconds").asInt();
        assertThat(OtherSessions.TIME).hasSeconds(batch);
        assertThat(batch + limits.get("applicationSeconds").asInt()).isLessThan(limits.get("answerSeconds").asInt());
    }

    private static JsonNode json(Object answer) {
        return Golden.parse(Json.write(answer));
    }

    private static Stub<UserSessionModel> session(String id, String address, String started, String active, String device, ClientModel... clients) {
        String note = device == null ? null : Base64.getEncoder().encodeToString(device.getBytes(StandardCharsets.UTF_8));
        Map<String, AuthenticatedClientSessionModel> applications = new LinkedHashMap<>();
        for (ClientModel client : clients) {
            applications.put(client.getId(), Stub.of(AuthenticatedClientSessionModel.class).with("getClient", client).make());
        }
        return People.session(id, note == null ? Map.of() : Map.of("KC_DEVICE_NOTE", note)).with("getIpAddress", address)
            .with("getStarted", (int) Instant.parse(started).getEpochSecond())
            .with("getLastSessionRefresh", (int) Instant.parse(active).getEpochSecond())
            .with("getAuthenticatedClientSessions", applications);
    }

    private static ClientModel client(String clientId, String name) {
        return Stub.of(ClientModel.class).with("getId", clientId).with("getClientId", clientId).with("getName", name).make();
    }
}
