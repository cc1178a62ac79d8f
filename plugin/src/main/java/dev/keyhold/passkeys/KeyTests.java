package dev.keyhold.passkeys;

import dev.keyhold.reauthentication.AssertionInput;
import dev.keyhold.reauthentication.KeyChallenge;
import dev.keyhold.support.Caller;
import dev.keyhold.support.Exchange;
import dev.keyhold.support.Problems;
import dev.keyhold.support.RouteTable;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** "Test this passkey": one touch shows that the key works. It moves when the key was last used, and gives no grant. */
final class KeyTests {
    private final Assertions assertions;
    private final KeyLog log;
    private final BiFunction<Caller, String, Object> item;

    /** @param item what the page gets to see of the key with this id */
    KeyTests(Assertions assertions, KeyLog log, BiFunction<Caller, String, Object> item) {
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
        Key key = new Keys(caller.user()).find(credential).orElseThrow(() -> Problems.notFound().asException());
        return assertions.ask(caller, Challenges.Purpose.test(caller, key.kind(), credential), List.of(key));
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
        String credential = challenge.purpose().target();
        List<Key> key = new Keys(caller.user()).find(credential).stream().toList();
        Optional<Refusal> refusal = assertions.check(caller, challenge, key, assertion);
        if (refusal.isPresent()) {
            throw KeyTestProblems.refused(refusal.get()).asException();
        }
        log.record(caller, challenge.purpose().kind().tested(), credential);
        return item.apply(caller, credential);
    }
}
