package dev.keyhold;

import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class RoomsTest {
    private static final List<String> ROUTES = new Rooms(Clock.systemUTC()).routes().describe();

    /** A new route is added here by hand, so that nobody opens one unawares. */
    @Test
    void theRoutesAreTheseAndOnlyTheGreetingIsOpen() {
        assertThat(ROUTES).containsExactlyInAnyOrder(
            "GET / OPEN",
            "GET /overview READ",
            "GET /sessions READ",
            "DELETE /sessions CHANGE",
            "DELETE /sessions/{id} CHANGE",
            "POST /reauthentication CHANGE",
            "POST /reauthentication/challenges CHANGE",
            "GET /password/rules READ",
            "PUT /password CHANGE",
            "POST /totp/enrolments CHANGE",
            "PUT /totp/enrolments/{id} CHANGE",
            "PUT /totp/{id} CHANGE",
            "DELETE /totp/{id} CHANGE",
            "POST /passkeys/enrolments CHANGE",
            "PUT /passkeys/enrolments/{id} CHANGE",
            "POST /passkeys/redirects CHANGE",
            "POST /passkeys/tests CHANGE", "PUT /passkeys/tests/{id} CHANGE",
            "PUT /passkeys/{id} CHANGE",
            "DELETE /passkeys/{id} CHANGE",
            "GET /pin/rules READ",
            "PUT /pin CHANGE",
            "POST /pin/changes CHANGE",
            "POST /recovery-codes CHANGE",
            "POST /recovery-codes/{set}/confirmation CHANGE");
    }

    @Test
    void openApiDescribesTheSameRoutes() throws IOException {
        Map<String, Map<String, Map<String, Object>>> document = new Yaml().load(Files.readString(Path.of("openapi.yaml")));
        Stream<String> described = document.get("paths").entrySet().stream()
            .filter(path -> path.getKey().startsWith("/realms/{realm}/keyhold"))
            .flatMap(path -> path.getValue().keySet().stream().filter(key -> !key.equals("parameters"))
                .map(method -> method.toUpperCase(Locale.ROOT) + " " + shortPath(path.getKey())));
        assertThat(described).containsExactlyInAnyOrderElementsOf(ROUTES.stream().map(route -> route.substring(0, route.lastIndexOf(' '))).toList());
    }

    private static String shortPath(String path) {
        String rest = path.substring("/realms/{realm}/keyhold".length());
        return rest.isEmpty() ? "/" : rest;
    }
}
