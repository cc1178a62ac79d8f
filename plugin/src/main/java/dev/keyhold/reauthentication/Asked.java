package dev.keyhold.reauthentication;

import dev.keyhold.support.Caller;

import java.util.List;
import java.util.Optional;

/**
 * What a user has to prove for an operation: the password and, where the user has one, a second proof. A recovery code stands in
 * for a second proof that is lost, and for nothing else.
 */
final class Asked {
    static final String RECOVERY_CODE = "recovery-code";
    private static final String PASSWORD_ALONE_ENDS_SESSIONS = "keyhold.reauthentication";

    private final List<SecondProof> seconds;

    Asked(List<SecondProof> seconds) {
        this.seconds = List.copyOf(seconds);
    }

    /** Alternatives, best first; none when the user has nothing that could be proved here. */
    List<ReauthenticationView.Method> methods(Caller caller, Operation operation) {
        return PasswordProof.isPossible(caller)
            ? List.of(new ReauthenticationView.Method(PasswordProof.METHOD, second(caller, operation).map(SecondProof::word).orElse(null)))
            : List.of();
    }

    /** What is asked beside the password. */
    Optional<SecondProof> second(Caller caller, Operation operation) {
        return operation == Operation.SESSIONS_END && "password".equals(caller.realm().getAttribute(PASSWORD_ALONE_ENDS_SESSIONS))
            ? Optional.empty() : second(caller);
    }

    /** Whether "I can't use these" leads on: there is something to lose, and a recovery code left to stand in for it. */
    boolean offersRescue(Caller caller) {
        return PasswordProof.isPossible(caller) && second(caller).isPresent()
            && recovery().filter(proof -> isEnrolled(proof, caller)).isPresent();
    }

    /** Empty when the user has no second proof that could be lost. How many codes are left shows only in the check. */
    Optional<SecondProof> rescue(Caller caller) {
        return second(caller).flatMap(lost -> recovery());
    }

    private Optional<SecondProof> second(Caller caller) {
        return seconds.stream().filter(proof -> !proof.word().equals(RECOVERY_CODE) && isEnrolled(proof, caller)).findFirst();
    }

    private Optional<SecondProof> recovery() {
        return seconds.stream().filter(proof -> proof.word().equals(RECOVERY_CODE)).findFirst();
    }

    private static boolean isEnrolled(SecondProof proof, Caller caller) {
        return proof.isEnrolled(caller.keycloak(), caller.realm(), caller.user());
    }
}
