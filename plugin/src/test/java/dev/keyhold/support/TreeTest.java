package dev.keyhold.support;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyhold.testing.Golden;
import dev.keyhold.testing.People;
import dev.keyhold.testing.Stub;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.junit.jupiter.api.Test;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.ImpersonationSessionNote;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakTransactionManager;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import static org.assertj.core.api.Assertions.assertThat;

class TreeTest {
    record Body(String text) {
    }

    private final Map<String, String> headers = new HashMap<>();
    private final RouteTable routes = new RouteTable();
    private final Map<String, String> notes = new HashMap<>();
    private boolean rolledBack;
    private boolean flushFails;

    {
        headers.put("Content-Type", "application/json");
        routes.open("", () -> Map.of("name", "keyhold"));
        routes.read("things", exchange -> Map.of("grant", String.valueOf(exchange.grant())));
        routes.change("POST", "things", exchange -> exchange.body(Body.class));
        routes.change("DELETE", "things/{id}", exchange -> null);
        routes.change("PUT", "things", exchange -> {
            throw new IllegalStateException("secret detail");
        });
    }

    @Test
    void anOpenRouteAsksNobody() {
        Response response = tree(TreeTest::refuse).get("");
        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getMediaType()).isEqualTo(MediaType.APPLICATION_JSON_TYPE);
        assertThat(response.getHeaderString("Cache-Control")).isEqualTo("no-store");
    }

    /** Threat: an answer that tells a stranger what exists. */
    @Test
    void aStrangerGetsOneAnswerEverywhere() {
        Tree tree = tree(TreeTest::refuse);
        String refusal = Json.write(Problems.notSignedIn());
        assertThat(tree.get("things").getEntity()).isEqualTo(refusal);
        assertThat(tree.get("nothing/at/all").getEntity()).isEqualTo(refusal);
        assertThat(tree.delete("things").getEntity()).isEqualTo(refusal);
        assertThat(tree.post("", body("{}")).getEntity()).isEqualTo(refusal);
    }

    @Test
    void unknownPathsAndMethodsAreProblems() {
        assertProblem(admitting().get("nothing"), 404, "not-found");
        assertProblem(admitting().patch("things/1", body("{}")), 405, "method-not-allowed");
        assertThat(admitting().delete("things").getHeaderString("Allow")).isEqualTo("GET, POST, PUT");
    }

    @Test
    void aChangeWithoutAnAnswerIs204() {
        assertThat(admitting().delete("things/1").getStatus()).isEqualTo(204);
        assertThat(rolledBack).isFalse();
    }

    @Test
    void bodiesAreSmallStrictJson() {
        assertThat(admitting().post("things", body("{\"text\":\"a\"}")).getEntity()).isEqualTo("{\"text\":\"a\"}");
        assertProblem(admitting().post("things", body("{\"text\":")), 400, "invalid-request");
        assertProblem(admitting().post("things", null), 400, "invalid-request");
        assertProblem(admitting().post("things", body("{\"text\":\"" + "x".repeat(16 * 1024) + "\"}")), 413, "payload-too-large");
        for (String type : new String[]{null, "text/plain", "application/x-www-form-urlencoded", "*/*", "application/*", "broken"}) {
            headers.put("Content-Type", type);
            assertProblem(admitting().post("things", body("{}")), 415, "unsupported-media-type");
        }
    }

    @Test
    void anImpersonatedSessionLooksAndChangesNothing() {
        for (ImpersonationSessionNote note : ImpersonationSessionNote.values()) {
            notes.clear();
            notes.put(note.toString(), "someone");
            assertThat(admitting().get("things").getStatus()).isEqualTo(200);
            assertProblem(admitting().delete("things/1"), 403, "impersonated");
            assertProblem(admitting().post("things", body("not read")), 403, "impersonated");
        }
    }

    @Test
    void whatFailsIsUndoneAndTellsNothing() {
        Response response = admitting().put("things", body("{}"));
        assertProblem(response, 500, "internal");
        assertThat((String) response.getEntity()).doesNotContain("secret");
        assertThat(rolledBack).isTrue();
    }

    @Test
    void aRowTheDatabaseRefusesRefusesTheRequest() {
        flushFails = true;
        assertProblem(admitting().delete("things/1"), 500, "internal");
        assertThat(rolledBack).isTrue();
    }

    private static Caller refuse() {
        throw Problems.notSignedIn().asException();
    }

    private Tree admitting() {
        rolledBack = false;
        return tree(() -> People.caller(null, People.alice().make(), People.session("mine", notes).make()));
    }

    private Tree tree(Supplier<Caller> guard) {
        EntityManager em = Stub.of(EntityManager.class).answering("flush", arguments -> {
            if (flushFails) {
                throw new PersistenceException("value too long: secret");
            }
            return null;
        }).make();
        HttpHeaders requestHeaders = Stub.of(HttpHeaders.class).answering("getHeaderString", names -> headers.get((String) names[0]))
            .answering("getMediaType", arguments -> mediaType(headers.get("Content-Type"))).make();
        KeycloakSession keycloak = Stub.of(KeycloakSession.class)
            .with("getProvider", Stub.of(JpaConnectionProvider.class).with("getEntityManager", em).make())
            .with("getContext", Stub.of(KeycloakContext.class).with("getRequestHeaders", requestHeaders).make())
            .with("getTransactionManager", Stub.of(KeycloakTransactionManager.class).answering("setRollbackOnly", arguments -> {
                rolledBack = true;
                return null;
            }).make()).make();
        return new Tree(keycloak, guard, routes);
    }

    private static MediaType mediaType(String text) {
        return text == null ? null : MediaType.valueOf(text);
    }

    private static InputStream body(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertProblem(Response response, int status, String slug) {
        JsonNode problem = Golden.parse((String) response.getEntity());
        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(response.getMediaType()).isEqualTo(Problem.MEDIA_TYPE);
        assertThat(problem.get("type").asText()).isEqualTo("urn:keyhold:problem:" + slug);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("title").asText()).isNotBlank();
    }
}
