package dev.keyhold.reauthentication;

import dev.keyhold.factors.Factor;
import dev.keyhold.support.Caller;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a user has to prove for an operation, as alternatives: a passkey alone; the password and one second proof that the user has;
 * the password alone where there is none. A recovery code stands in for a second proof that is lost, and for nothing else.
 */
final class Asked {
    static final String RECOVERY_CODE = "recovery-code";
    private static final String PASSWORD_ALONE_ENDS_SESSIONS = "keyhold.reauthentication";

    private final List<SecondProof> seconds;
    private final List<KeyProof> keys;

    Asked(List<SecondProof> seconds, List<KeyProof> keys) {
        this.seconds = List.copyOf(seconds);
        this.keys = List.copyOf(keys);
    }

    /** Alternatives, best first; none when the user has nothing that could be proved here. */
    List<ReauthenticationView.Method> methods(Caller caller, Operation operation) {
        Stream<ReauthenticationView.Method> alone = keyAlone().stream()
            .filter(key -> !operation.asksPassword() && isEnrolled(key, caller))
            .map(key -> new ReauthenticationView.Method(key.word(), null));
        Stream<ReauthenticationView.Method> withPassword = PasswordProof.isPossible(caller)
            ? besidePassword(caller, operation).map(word -> new ReauthenticationView.Method(PasswordProof.METHOD, word))
            : Stream.empty();
        return Stream.concat(alone, withPassword).toList();
    }

    /** Whether the password is not enough. */
    boolean asksSecond(Caller caller, Operation operation) {
        return !isPasswordEnough(caller, operation) && hasSecond(caller);
    }

    /** What is typed beside the password; empty when the user has no such proof. */
    Optional<SecondProof> second(Caller caller) {
        return seconds.stream().filter(proof -> !proof.word().equals(RECOVERY_CODE) && isEnrolled(proof, caller)).findFirst();
    }

    /** The kind of keys that proves without the password, whether or not the user has one. */
    Optional<KeyProof> keyAlone() {
        return keys.stream().filter(KeyProof::isAlone).findFirst();
    }

    /** The kind of keys that is asked beside the password; empty when the user has none. */
    Optional<KeyProof> keyBeside(Caller caller) {
        return keys.stream().filter(key -> !key.isAlone() && isEnrolled(key, caller)).findFirst();
    }

    /** The keys of this kind, where the user has some and this operation asks for them. */
    Optional<KeyProof> key(Caller caller, Operation operation, String kind) {
        boolean asked = methods(caller, operation).stream().anyMatch(method -> kind.equals(method.kind()) || kind.equals(method.and()));
        return keys.stream().filter(key -> asked && key.word().equals(kind)).findFirst();
    }

    /** Whether "I can't use these" leads on: there is something to lose, and a recovery code left to stand in for it. */
    boolean offersRescue(Caller caller) {
        return PasswordProof.isPossible(caller) && hasSecond(caller)
            && recovery().filter(proof -> isEnrolled(proof, caller)).isPresent();
    }

    /** Empty when the user has no second proof that could be lost. How many codes are left shows only in the check. */
    Optional<SecondProof> rescue(Caller caller) {
        return hasSecond(caller) ? recovery() : Optional.empty();
    }

    static boolean isEnrolled(Factor factor, Caller caller) {
        return factor.isEnrolled(caller.keycloak(), caller.realm(), caller.user());
    }

    // Of no word where the password is enough.
    private Stream<String> besidePassword(Caller caller, Operation operation) {
        return asksSecond(caller, operation)
            ? Stream.<Optional<? extends Factor>>of(second(caller), keyBeside(caller)).flatMap(Optional::stream).map(Factor::word)
            : Stream.of((String) null);
    }

    private static boolean isPasswordEnough(Caller caller, Operation operation) {
        return operation == Operation.SESSIONS_END && "password".equals(caller.realm().getAttribute(PASSWORD_ALONE_ENDS_SESSIONS));
    }

    private boolean hasSecond(Caller caller) {
        return second(caller).isPresent() || keyBeside(caller).isPresent();
    }

    private Optional<SecondProof> recovery() {
        return seconds.stream().filter(proof -> proof.word().equals(RECOVERY_CODE)).findFirst();
    }
}
