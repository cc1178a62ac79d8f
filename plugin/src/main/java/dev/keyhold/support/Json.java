package dev.keyhold.support;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;

/**
 * Reads and writes the JSON of this API. Reading is strict: unknown and repeated fields, other types than the declared ones
 * and text after the object are refused, and no refusal repeats what was sent.
 */
public final class Json {
    private static final ObjectMapper MAPPER = strictMapper();

    private Json() {
    }

    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer could not be written as JSON", e);
        }
    }

    public static <T> T read(byte[] body, Class<T> shape) {
        try {
            T value = MAPPER.readValue(body, shape);
            if (value == null) {
                throw notAnObject();
            }
            return value;
        } catch (UnrecognizedPropertyException e) {
            throw Problems.invalidRequest(pointer(e), "This field is not known here.").asException();
        } catch (JsonMappingException e) {
            throw (e.getPath().isEmpty() ? notAnObject() : Problems.invalidRequest(pointer(e), "This has another type than expected.").asException());
        } catch (IOException e) {
            throw Problems.invalidRequest("", "This is not valid JSON.").asException();
        }
    }

    /** A time as RFC 3339 in UTC, in whole seconds. */
    public static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static ProblemException notAnObject() {
        return Problems.invalidRequest("", "A JSON object is expected.").asException();
    }

    private static String pointer(JsonMappingException e) {
        return e.getPath().stream()
            .map(step -> step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName())
            .map(name -> "/" + Text.cut(name, 64).replace("~", "~0").replace("/", "~1"))
            .collect(Collectors.joining());
    }

    private static ObjectMapper strictMapper() {
        ObjectMapper mapper = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
        mapper.coercionConfigFor(LogicalType.Textual)
            .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        mapper.coercionConfigFor(LogicalType.POJO).setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
        return mapper;
    }
}
