package dev.keyhold.support;

/** Ends a request with a {@link Problem}; the request's transaction is rolled back. */
public final class ProblemException extends RuntimeException {
    private final transient Problem problem;

    ProblemException(Problem problem) {
        // No stack trace: refusals are ordinary answers, and many of them may come at once.
        super(null, null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
