package dev.keyhold.reauthentication;

import dev.keyhold.support.Json;
import dev.keyhold.support.Problem;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

final class ReauthenticationProblems {
    private ReauthenticationProblems() {
    }

    /** No good grant for this came along, for whatever reason: missing, expired, spent, another's, for something else. */
    static Problem stepUpRequired(Operation operation, String target, List<ReauthenticationView.Method> methods, boolean rescue) {
        return Problem.of("step-up-required", 401, "Confirm it is you.")
            .with("operation", operation.word()).with("target", target)
            .with("methods", methods).with("rescue", rescue)
            // RFC 9470 §3. Bearer, never Basic, which would make a browser open its own dialog.
            .header("WWW-Authenticate", "Bearer error=\"insufficient_user_authentication\","
                + " error_description=\"A fresh proof for this operation is required\"");
    }

    /** Says when the lock ends, if this refusal set one. */
    static Problem proofRefused(String field, Counting.Refused refused, Instant now) {
        Problem problem = Problem.of("proof-refused", 403, "That did not match.").with("field", field).with("triesLeft", refused.triesLeft());
        return refused.lock() == null ? problem : lockedUntil(problem, refused.lock().until(), now);
    }

    /** @param until when the lock ends; null when no waiting helps */
    static Problem tooManyAttempts(Instant until, Instant now) {
        return lockedUntil(tooMany(), until, now);
    }

    /** Another check of the same user is running at this very moment. */
    static Problem checkRunning() {
        return tooMany().with("retryAt", null).header("Retry-After", "1");
    }

    static Problem noProvableFactor(String accountUrl) {
        return Problem.of("no-provable-factor", 409, "There is nothing here that can prove it is you.")
            .detail("This account has neither a password in this realm nor a passkey that is good here.").with("accountUrl", accountUrl);
    }

    /** There is no such enrolment of this grant any more: foreign, expired, or started anew. */
    static Problem enrolmentGone() {
        return Problem.of("enrolment-gone", 404, "This set-up is over.").detail("Start again.");
    }

    private static Problem tooMany() {
        return Problem.of("too-many-attempts", 429, "Too many attempts.").detail("Wait before you try again.");
    }

    private static Problem lockedUntil(Problem problem, Instant until, Instant now) {
        Problem told = problem.with("retryAt", until == null ? null : Json.time(roundedUp(until)));
        return until == null ? told : told.header("Retry-After", String.valueOf(seconds(now, until)));
    }

    // Whole seconds, never too early.
    private static Instant roundedUp(Instant until) {
        return until.getNano() == 0 ? until : until.plusSeconds(1);
    }

    private static long seconds(Instant now, Instant until) {
        return Math.max(1, Duration.between(now, until).plusMillis(999).toSeconds());
    }
}
