package dev.keyhold.support;

import java.util.List;
import java.util.Map;

/** The problems every room shares. A room's own problems stand in the room. */
public final class Problems {
    private Problems() {
    }

    /** No valid token of a person whose session is alive, or one that was not made for Keyhold. */
    public static Problem notSignedIn() {
        return Problem.of("not-signed-in", 401, "Sign in first.").header("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    }

    /** The call did not come through the realm's declared bridge, or its caller may not be here. */
    public static Problem forbiddenCaller() {
        return Problem.of("forbidden-caller", 403, "This caller may not do this.");
    }

    /** An administrator looks at the account as its user: looking is all that is allowed. */
    public static Problem impersonated() {
        return Problem.of("impersonated", 403, "An impersonated session may change nothing.");
    }

    /** No such thing for this user. A foreign, an ended and a malformed id get these same bytes. */
    public static Problem notFound() {
        return Problem.of("not-found", 404, "There is nothing here.");
    }

    public static Problem methodNotAllowed(String allowed) {
        return Problem.of("method-not-allowed", 405, "This cannot be done here.").header("Allow", allowed);
    }

    public static Problem payloadTooLarge() {
        return Problem.of("payload-too-large", 413, "The request is too long.");
    }

    public static Problem unsupportedMediaType() {
        return Problem.of("unsupported-media-type", 415, "Send JSON.");
    }

    /** @param pointer JSON pointer to the field that is wrong, empty for the whole body. */
    public static Problem invalidRequest(String pointer, String detail) {
        return Problem.of("invalid-request", 400, "The request is not valid.").with("errors", List.of(Map.of("pointer", pointer, "detail", detail)));
    }

    /** The store that keeps this user's password cannot be reached; nothing was checked and nothing counted. */
    public static Problem directoryUnavailable() {
        return Problem.of("directory-unavailable", 503, "The directory that keeps your password does not answer.").detail("Try again in a moment.");
    }

    public static Problem internal() {
        return Problem.of("internal", 500, "Something went wrong here.");
    }
}
