package dev.keyhold.support;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyhold.testing.Golden;
import dev.keyhold.testing.Stub;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakTransactionManager;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** A room behind its tree, with a caller who was let in: what the room answers over HTTP, without a server. */
public final class TestTree {
    private final Map<Class<?>, Object> providers = new HashMap<>();
    private final Stub<KeycloakSession> keycloak = Stub.of(KeycloakSession.class);
    private final Stub<KeycloakContext> context = Stub.of(KeycloakContext.class);
    private final RouteTable routes = new RouteTable();
    private final Function<KeycloakSession, Caller> guard;
    private String grant;

    /** @param guard makes the caller of each request */
    public TestTree(Room room, EntityManager em, Function<KeycloakSession, Caller> guard) {
        this.guard = guard;
        room.declare(routes);
        providers.put(JpaConnectionProvider.class, Stub.of(JpaConnectionProvider.class).with("getEntityManager", em).make());
        HttpHeaders headers = Stub.of(HttpHeaders.class).with("getMediaType", MediaType.APPLICATION_JSON_TYPE)
            .answering("getHeaderString", names -> names[0].equals("X-Keyhold-Grant") ? grant : null).make();
        context.with("getRequestHeaders", headers).with("getConnection", null).with("getUri", null);
        keycloak.answering("getProvider", types -> providers.get(types[0]))
            .with("getTransactionManager", Stub.of(KeycloakTransactionManager.class).with("setRollbackOnly", null).make());
    }

    public <T> TestTree with(Class<T> provider, T instance) {
        providers.put(provider, instance);
        return this;
    }

    /** Answers a method of the Keycloak session itself. */
    public TestTree session(String method, Object value) {
        keycloak.with(method, value);
        return this;
    }

    public TestTree context(String method, Object value) {
        context.with(method, value);
        return this;
    }

    /** The grant that comes along with the requests. */
    public TestTree grant(String secret) {
        grant = secret;
        return this;
    }

    public Answer get(String path) {
        return answer(tree -> tree.get(path));
    }

    public Answer post(String path, String json) {
        return answer(tree -> tree.post(path, bytes(json)));
    }

    public Answer put(String path, String json) {
        return answer(tree -> tree.put(path, bytes(json)));
    }

    public Answer delete(String path) {
        return answer(tree -> tree.delete(path));
    }

    private Answer answer(Function<Tree, Response> request) {
        KeycloakSession session = keycloak.with("getContext", context.make()).make();
        Tree tree = new Tree(session, () -> guard.apply(session), routes);
        try (Response response = request.apply(tree)) {
            JsonNode body = response.getEntity() == null ? null : Golden.parse((String) response.getEntity());
            return new Answer(response.getStatus(), body, response.getHeaderString("Retry-After"));
        }
    }

    private static InputStream bytes(String json) {
        return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    }

    /** @param body null when there is none */
    public record Answer(int status, JsonNode body, String retryAfter) {
        /** The last word of the problem's type; null for what is none. */
        public String problem() {
            return body == null || !body.has("type") ? null : body.get("type").asText().replaceFirst(".*:", "");
        }
    }
}
