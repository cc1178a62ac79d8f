package dev.keyhold.passkeys;

import dev.keyhold.reauthentication.AssertionInput;
import dev.keyhold.reauthentication.KeyChallenge;
import dev.keyhold.securitylog.Entry;
import dev.keyhold.securitylog.EventType;
import dev.keyhold.securitylog.SecurityLog;
import dev.keyhold.support.Caller;
import dev.keyhold.support.Database;
import dev.keyhold.support.Exchange;
import dev.keyhold.support.Problems;
import dev.keyhold.support.RouteTable;
import org.keycloak.credential.CredentialModel;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** "Test this passkey": one touch shows that the key works. It moves when the key was last used, and gives no grant. */
final class KeyTests {
    private final Assertions assertions;
    private final SecurityLog log;
    private final BiFunction<Caller, String, Object> item;

    /** @param item what the page gets to see of the key with this id */
    KeyTests(Assertions assertions, SecurityLog log, BiFunction<Caller, String, Object> item) {
        this.assertions = assertions;
        this.log = log;
        this.item = item;
    }

    void declare(RouteTable routes) {
        routes.change("POST", "passkeys/tests", this::start);
        routes.change("PUT", "passkeys/tests/{id}", this::finish);
    }

    /** @param credential the id of the key */
    record Start(String credential) {
    }

    record Finish(Signed assertion) {
    }

    /** As {@link AssertionInput}, which the path gives the challenge. */
    record Signed(String credentialId, String authenticatorData, String clientDataJSON, String signature, String userHandle) {
        AssertionInput of(String challenge) {
            return new AssertionInput(challenge, credentialId, authenticatorData, clientDataJSON, signature, userHandle).checked();
        }

        /** Without anything that was signed, wherever it is printed. */
        @Override
        public String toString() {
            return "Signed[]";
        }
    }

    private KeyChallenge start(Exchange exchange) {
        String credential = exchange.body(Start.class).credential();
        if (credential == null) {
            throw Problems.invalidRequest("/credential", "The id of a key is expected.").asException();
        }
        Caller caller = exchange.caller();
        CredentialModel key = Stream.of(KeyKind.values()).flatMap(kind -> Assertions.keys(caller, kind)).filter(one -> one.getId().equals(credential))
            .findFirst().orElseThrow(() -> Problems.notFound().asException());
        return assertions.ask(caller, Challenges.Purpose.test(caller, kindOf(key), credential), Stream.of(key));
    }

    private Object finish(Exchange exchange) {
        Signed signed = exchange.body(Finish.class).assertion();
        if (signed == null) {
            throw Problems.invalidRequest("/assertion", "An assertion is expected.").asException();
        }
        Caller caller = exchange.caller();
        AssertionInput assertion = signed.of(exchange.path("id"));
        Challenges.Taken challenge = assertions.take(caller, assertion.id()).filter(taken -> taken.purpose().isTestOf(caller))
            .orElseThrow(() -> KeyTestProblems.challengeGone().asException());
        KeyKind kind = challenge.purpose().kind();
        String credential = challenge.purpose().target();
        Optional<Refusal> refusal = assertions.check(caller, challenge, Assertions.keys(caller, kind).filter(key -> key.getId().equals(credential)), assertion);
        if (refusal.isPresent()) {
            throw KeyTestProblems.refused(refusal.get()).asException();
        }
        log.record(Database.of(caller.keycloak()), Entry.by(caller, kind == KeyKind.PASSKEY ? EventType.PASSKEY_TESTED : EventType.SECURITY_KEY_TESTED, credential));
        return item.apply(caller, credential);
    }

    private static KeyKind kindOf(CredentialModel key) {
        return Stream.of(KeyKind.values()).filter(kind -> kind.type().equals(key.getType())).findFirst().orElseThrow();
    }
}
