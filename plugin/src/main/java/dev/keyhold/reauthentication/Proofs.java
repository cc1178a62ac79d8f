package dev.keyhold.reauthentication;

import dev.keyhold.securitylog.SecurityLog;
import dev.keyhold.support.Caller;
import dev.keyhold.support.Database;
import dev.keyhold.support.ProblemException;
import dev.keyhold.support.Problems;
import org.keycloak.models.KeycloakSession;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** The door for rooms whose own form is the proof: asks of the user what the dialog would, with the same counters and locks. */
public final class Proofs {
    private final Clock clock;
    private final SecurityLog log;
    private final Function<KeycloakSession, Database.Apart> apart;
    private final Asked asked;

    /** @param apart where counts and refusals are written, beside the request's transaction */
    public Proofs(Clock clock, SecurityLog log, Function<KeycloakSession, Database.Apart> apart, List<SecondProof> seconds, List<KeyProof> keys) {
        this.clock = clock;
        this.log = log;
        this.apart = apart;
        this.asked = new Asked(seconds, keys);
    }

    /**
     * Returns what was proved, as in {@code [password, totp]} or {@code [passkey]}; else the request ends as {@code proof-refused},
     * {@code too-many-attempts}, {@code no-provable-factor} or {@code invalid-request}. Which of the ways that are open to the user
     * is meant shows in what was sent. A recovery code proves nothing here.
     */
    public List<String> prove(Caller caller, ProofInput input, Fields fields, Operation operation, String target) {
        mustBeProvable(caller, operation);
        if (input.recoveryCode() != null) {
            throw invalid(Fields.RECOVERY_CODE, "A recovery code is no proof for this.");
        }
        return input.password() == null && input.assertion() != null && !operation.asksPassword()
            ? proveByKey(caller, input.assertion().checked(), operation, target)
            : proveByPassword(caller, input, fields, operation, target);
    }

    private List<String> proveByKey(Caller caller, AssertionInput assertion, Operation operation, String target) {
        KeyProof key = asked.keyAlone().orElseThrow(() -> invalid(Fields.ASSERTION, "No key proves anything here."));
        BooleanSupplier answer = key.answer(caller, operation, target, assertion);
        return check(caller, operation).check(key, () -> Asked.isEnrolled(key, caller) && answer.getAsBoolean());
    }

    private List<String> proveByPassword(Caller caller, ProofInput input, Fields fields, Operation operation, String target) {
        if (!PasswordProof.isPossible(caller)) {
            throw invalid(Fields.ASSERTION, "An assertion of a passkey is expected.");
        }
        requireText(input.password(), fields.password(), "A password is expected.");
        ProofCheck check = check(caller, operation);
        ProofCheck.Typed password = new ProofCheck.Typed(input.password(), fields.password());
        // What nobody asked for is not looked at: the app or key may have been removed elsewhere while the dialog was open.
        if (!asked.asksSecond(caller, operation)) {
            return check.check(password);
        }
        if (input.code() != null && input.assertion() != null) {
            throw invalid(Fields.ASSERTION, "Either a code or an assertion is expected.");
        }
        Optional<KeyProof> key = asked.keyBeside(caller).filter(there -> input.assertion() != null);
        if (key.isPresent()) {
            return check.check(password, key.get(), key.get().answer(caller, operation, target, input.assertion().checked()));
        }
        SecondProof second = asked.second(caller).orElseThrow(() -> invalid(Fields.ASSERTION, "An assertion of a security key is expected."));
        requireText(input.code(), fields.code(), "A code of the authenticator app is expected.");
        return check.check(password, second, new ProofCheck.Typed(input.code(), fields.code()));
    }

    /** Asks the user's keys of this kind for a proof, where such a proof is asked. */
    KeyChallenge challenge(Caller caller, Operation operation, String target, String kind) {
        return asked.key(caller, operation, kind)
            .orElseThrow(() -> invalid("kind", "The user has no key of this kind that could prove this."))
            .challenge(caller, operation, target);
    }

    /** The same as {@link #prove} with a recovery code in place of the second proof. */
    List<String> rescue(Caller caller, ProofInput input, Operation operation) {
        mustBeProvable(caller, operation);
        if (input.code() != null || input.assertion() != null || !operation.isRescued() || !PasswordProof.isPossible(caller)) {
            throw invalid(Fields.RECOVERY_CODE, "A recovery code is no proof for this.");
        }
        requireText(input.password(), Fields.DIALOG.password(), "A password is expected.");
        requireText(input.recoveryCode(), Fields.RECOVERY_CODE, "A recovery code is expected.");
        SecondProof rescue = asked.rescue(caller)
            .orElseThrow(() -> invalid(Fields.RECOVERY_CODE, "There is no second factor to be rescued."));
        return check(caller, operation).check(new ProofCheck.Typed(input.password(), Fields.DIALOG.password()),
            rescue, new ProofCheck.Typed(input.recoveryCode(), Fields.RECOVERY_CODE));
    }

    Asked asked() {
        return asked;
    }

    private ProofCheck check(Caller caller, Operation operation) {
        return new ProofCheck(clock, log, apart.apply(caller.keycloak()), caller, operation);
    }

    private void mustBeProvable(Caller caller, Operation operation) {
        if (asked.methods(caller, operation).isEmpty()) {
            throw ReauthenticationProblems.noProvableFactor(AccountPage.of(caller)).asException();
        }
    }

    private static ProblemException invalid(String field, String detail) {
        return Problems.invalidRequest("/" + field, detail).asException();
    }

    private static void requireText(String text, String field, String detail) {
        if (text == null || text.isEmpty()) {
            throw invalid(field, detail);
        }
    }
}
