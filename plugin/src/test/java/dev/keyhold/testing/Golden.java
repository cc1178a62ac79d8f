package dev.keyhold.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The golden answers in test/contract, which the bridge reads with its own schemas: both sides agree on these bytes or one test fails. */
public final class Golden {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Path FOLDER = Path.of("..", "test", "contract");

    private Golden() {
    }

    /** @param file room and name, as in {@code sessions/list} */
    public static JsonNode read(String file) {
        try {
            return MAPPER.readTree(Files.readString(FOLDER.resolve(file + ".json")));
        } catch (IOException e) {
            throw new IllegalStateException("No golden answer " + file, e);
        }
    }

    public static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not JSON: " + json, e);
        }
    }
}
