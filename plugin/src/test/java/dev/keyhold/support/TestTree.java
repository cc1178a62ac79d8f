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

    /** @param guard makes the caller of each request */
    public TestTree(Room room, EntityManager em, Function<KeycloakSession, Caller> guard) {
        this.guard = guard;
        room.declare(routes);
        providers.put(JpaConnectionProvider.class, Stub.of(JpaConnectionProvider.class).with("getEntityManager", em).make());
        HttpHeaders headers = Stub.of(HttpHeaders.class).with("getMediaType", MediaType.APPLICATION_JSON_TYPE).with("getHeaderString", null).make();
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

    public Answer post(String path, String json) {
        KeycloakSession session = keycloak.with("getContext", context.make()).make();
        Tree tree = new Tree(session, () -> guard.apply(session), routes);
        try (Response response = tree.post(path, new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)))) {
            return new Answer(response.getStatus(), Golden.parse((String) response.getEntity()), response.getHeaderString("Retry-After"));
        }
    }

    public record Answer(int status, JsonNode body, String retryAfter) {
    }
}
