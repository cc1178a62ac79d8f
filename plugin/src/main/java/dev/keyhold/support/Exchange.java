package dev.keyhold.support;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** One admitted request as a room sees it: who asks, the named pieces of the path, the grant, and a body on demand. */
public final class Exchange {
    static final int BODY_LIMIT = 16 * 1024;

    private final Caller caller;
    private final HttpHeaders headers;
    private final Map<String, String> path;
    private final InputStream body;

    Exchange(Caller caller, HttpHeaders headers, Map<String, String> path, InputStream body) {
        this.caller = caller;
        this.headers = headers;
        this.path = path;
        this.body = body;
    }

    public Caller caller() {
        return caller;
    }

    public String path(String name) {
        return path.get(name);
    }

    /** The grant the bridge sent along, or null. */
    public String grant() {
        return headers.getHeaderString("X-Keyhold-Grant");
    }

    /** Reads the body as one JSON object of exactly this shape, of at most 16 kB. */
    public <T> T body(Class<T> shape) {
        return body(shape, BODY_LIMIT);
    }

    /** The same for what is longer by its nature: a body of at most so many bytes. */
    public <T> T body(Class<T> shape, int limit) {
        if (!isJson()) {
            throw Problems.unsupportedMediaType().asException();
        }
        return Json.read(bytes(limit), shape);
    }

    private boolean isJson() {
        try {
            MediaType type = headers.getMediaType();
            return type != null && MediaType.APPLICATION_JSON_TYPE.isCompatible(type) && !type.isWildcardType() && !type.isWildcardSubtype();
        } catch (RuntimeException e) {
            // A header that cannot be read names no media type.
            return false;
        }
    }

    private byte[] bytes(int limit) {
        try {
            byte[] bytes = body == null ? new byte[0] : body.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw Problems.payloadTooLarge().asException();
            }
            return bytes;
        } catch (IOException e) {
            throw Problems.invalidRequest("", "The body could not be read.").asException();
        }
    }
}
