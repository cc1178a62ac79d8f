package dev.keyhold.support;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A refusal as RFC 9457 states it. Callers switch on {@code type}, which is {@code urn:keyhold:problem:<slug>} and never
 * changes; titles and details may be reworded. Instances are immutable.
 */
@JsonPropertyOrder({"type", "title", "status", "detail"})
public final class Problem {
    public static final MediaType MEDIA_TYPE = new MediaType("application", "problem+json");
    private static final String TYPE_PREFIX = "urn:keyhold:problem:";

    @JsonProperty
    private final String type;
    @JsonProperty
    private final String title;
    @JsonProperty
    private final int status;
    @JsonProperty
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private final String detail;
    private final Map<String, Object> members;
    private final Map<String, String> headers;

    private Problem(String type, String title, int status, String detail, Map<String, Object> members, Map<String, String> headers) {
        this.type = type;
        this.title = title;
        this.status = status;
        this.detail = detail;
        this.members = members;
        this.headers = headers;
    }

    public static Problem of(String slug, int status, String title) {
        return new Problem(TYPE_PREFIX + slug, title, status, null, Map.of(), Map.of());
    }

    public Problem detail(String text) {
        return new Problem(type, title, status, text, members, headers);
    }

    /** Adds an extension member; {@code value} may be null where the member's absence would mean something else. */
    public Problem with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Problem(type, title, status, detail, more, headers);
    }

    public Problem header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(type, title, status, detail, members, more);
    }

    @JsonIgnore
    public int status() {
        return status;
    }

    @JsonAnyGetter
    Map<String, Object> members() {
        return members;
    }

    /** The exception that ends a request with this problem and undoes what the request did so far. */
    public ProblemException asException() {
        return new ProblemException(this);
    }

    // Always with an entity and a media type: Keycloak turns a bare 409 or 429 into a 500.
    Response toResponse() {
        Response.ResponseBuilder response = Response.status(status).type(MEDIA_TYPE).entity(Json.write(this)).header("Cache-Control", "no-store");
        headers.forEach(response::header);
        return response.build();
    }
}
