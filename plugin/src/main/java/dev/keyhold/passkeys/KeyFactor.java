package dev.keyhold.passkeys;

import dev.keyhold.reauthentication.AssertionInput;
import dev.keyhold.reauthentication.KeyChallenge;
import dev.keyhold.reauthentication.KeyProof;
import dev.keyhold.reauthentication.Operation;
import dev.keyhold.support.Caller;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Keys of one kind among the factors. Each stands for a second factor: a security key is one, and a sign-in with a passkey is asked
 * none. A passkey is a proof alone, a security key beside the password.
 */
public final class KeyFactor implements KeyProof {
    private final KeyKind kind;
    private final Assertions assertions;

    private KeyFactor(KeyKind kind, Assertions assertions) {
        this.kind = kind;
        this.assertions = assertions;
    }

    public static KeyFactor passkeys(Assertions assertions) {
        return new KeyFactor(KeyKind.PASSKEY, assertions);
    }

    public static KeyFactor securityKeys(Assertions assertions) {
        return new KeyFactor(KeyKind.SECURITY_KEY, assertions);
    }

    @Override
    public String word() {
        return kind.word();
    }

    @Override
    public boolean isEnrolled(KeycloakSession keycloak, RealmModel realm, UserModel user) {
        return secondFactors(keycloak, realm, user) > 0;
    }

    @Override
    public int secondFactors(KeycloakSession keycloak, RealmModel realm, UserModel user) {
        return kind.isAvailable(realm) ? new Keys(user).of(kind).size() : 0;
    }

    @Override
    public boolean isAlone() {
        return kind == KeyKind.PASSKEY;
    }

    @Override
    public KeyChallenge challenge(Caller caller, Operation operation, String target) {
        return assertions.ask(caller, Challenges.Purpose.proof(caller, kind, operation, target), new Keys(caller.user()).of(kind));
    }

    @Override
    public BooleanSupplier answer(Caller caller, Operation operation, String target, AssertionInput assertion) {
        Challenges.Purpose purpose = Challenges.Purpose.proof(caller, kind, operation, target);
        Optional<Challenges.Taken> challenge = assertions.take(caller, assertion.id()).filter(taken -> taken.purpose().equals(purpose));
        return () -> challenge.filter(taken -> assertions.check(caller, taken, new Keys(caller.user()).of(kind), assertion).isEmpty()).isPresent();
    }
}
