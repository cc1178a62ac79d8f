package dev.keyhold.reauthentication;

import dev.keyhold.securitylog.SecurityLog;
import dev.keyhold.support.Caller;
import dev.keyhold.support.Database;
import dev.keyhold.support.Problems;
import org.keycloak.models.KeycloakSession;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The door for rooms whose own form is the proof: asks of the user what the dialog would, with the same counters and locks. */
public final class Proofs {
    private final Clock clock;
    private final SecurityLog log;
    private final Function<KeycloakSession, Database.Apart> apart;
    private final Asked asked;

    /** @param apart where counts and refusals are written, beside the request's transaction */
    public Proofs(Clock clock, SecurityLog log, Function<KeycloakSession, Database.Apart> apart, List<SecondProof> seconds) {
        this.clock = clock;
        this.log = log;
        this.apart = apart;
        this.asked = new Asked(seconds);
    }

    /**
     * Returns what was proved, as in {@code [password, totp]}; else the request ends as {@code proof-refused},
     * {@code too-many-attempts}, {@code no-provable-factor} or {@code invalid-request}. A recovery code proves nothing here.
     */
    public List<String> prove(Caller caller, ProofInput input, Fields fields, Operation operation) {
        mustHavePassword(caller);
        if (input.recoveryCode() != null) {
            throw Problems.invalidRequest("/" + Fields.RECOVERY_CODE, "A recovery code is no proof for this.").asException();
        }
        requireText(input.password(), fields.password(), "A password is expected.");
        Optional<SecondProof> second = asked.second(caller, operation);
        // A code that nobody asked for is not looked at: the app may have been removed elsewhere while the dialog was open.
        second.ifPresent(proof -> requireText(input.code(), fields.code(), "A code of the authenticator app is expected."));
        ProofCheck check = check(caller, operation);
        ProofCheck.Typed password = new ProofCheck.Typed(input.password(), fields.password());
        return second.map(proof -> check.check(password, proof, new ProofCheck.Typed(input.code(), fields.code())))
            .orElseGet(() -> check.check(password));
    }

    /** The same with a recovery code in place of the second proof. */
    List<String> rescue(Caller caller, ProofInput input, Operation operation) {
        mustHavePassword(caller);
        if (input.code() != null || !operation.isRescued()) {
            throw Problems.invalidRequest("/" + Fields.RECOVERY_CODE, "A recovery code is no proof for this.").asException();
        }
        requireText(input.password(), Fields.DIALOG.password(), "A password is expected.");
        requireText(input.recoveryCode(), Fields.RECOVERY_CODE, "A recovery code is expected.");
        SecondProof rescue = asked.rescue(caller)
            .orElseThrow(() -> Problems.invalidRequest("/" + Fields.RECOVERY_CODE, "There is no second factor to be rescued.").asException());
        return check(caller, operation).check(new ProofCheck.Typed(input.password(), Fields.DIALOG.password()),
            rescue, new ProofCheck.Typed(input.recoveryCode(), Fields.RECOVERY_CODE));
    }

    Asked asked() {
        return asked;
    }

    private ProofCheck check(Caller caller, Operation operation) {
        return new ProofCheck(clock, log, apart.apply(caller.keycloak()), caller, operation);
    }

    private static void mustHavePassword(Caller caller) {
        if (!PasswordProof.isPossible(caller)) {
            throw ReauthenticationProblems.noProvableFactor(AccountPage.of(caller)).asException();
        }
    }

    private static void requireText(String text, String field, String detail) {
        if (text == null || text.isEmpty()) {
            throw Problems.invalidRequest("/" + field, detail).asException();
        }
    }
}
