package dev.keyhold.passkeys;

import dev.keyhold.reauthentication.Operation;
import dev.keyhold.support.Caller;
import org.keycloak.models.KeycloakSession;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What keys are given to sign. Each is good once in the whole cluster, for five minutes, and only for what it was made for. */
final class Challenges {
    static final Duration LIFE = Duration.ofMinutes(5);
    private static final int BYTES = 32;
    private static final String KEY = "keyhold.passkeys.challenge.";
    private static final String CHALLENGE = "challenge";

    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    Challenges(Clock clock) {
        this.clock = clock;
    }

    /**
     * What is to be signed for, by whose keys of which kind, and in which session.
     *
     * @param use       {@code reauthentication} or {@code test}; no challenge of one serves the other
     * @param operation the word of what is proved; empty for a test
     */
    record Purpose(String use, String operation, String target, KeyKind kind, String user, String session) {

        static Purpose proof(Caller caller, KeyKind kind, Operation operation, String target) {
            return new Purpose("reauthentication", operation.word(), target, kind, caller.user().getId(), caller.userSession().getId());
        }

        /** @param credential the one key that is tested */
        static Purpose test(Caller caller, KeyKind kind, String credential) {
            return new Purpose("test", "", credential, kind, caller.user().getId(), caller.userSession().getId());
        }

        boolean isTestOf(Caller caller) {
            return equals(test(caller, kind, target));
        }

        private static Purpose of(Map<String, String> notes) {
            return new Purpose(notes.get("use"), notes.get("operation"), notes.get("target"), KeyKind.of(notes.get("kind")).orElseThrow(),
                notes.get("user"), notes.get("session"));
        }

        private Map<String, String> notes() {
            return Map.of("use", use, "operation", operation, "target", target, "kind", kind.word(), "user", user, "session", session);
        }
    }

    /** @param text the 32 bytes in base64url */
    record Made(String id, String text, Instant expiresAt) {
        /** Without the challenge, wherever it is printed. */
        @Override
        public String toString() {
            return "Made[" + id + "]";
        }
    }

    Made make(KeycloakSession keycloak, Purpose purpose) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        Made made = new Made(UUID.randomUUID().toString(), Key.base64url(bytes), clock.instant().plus(LIFE));
        Map<String, String> notes = new HashMap<>(purpose.notes());
        notes.put(CHALLENGE, made.text());
        keycloak.singleUseObjects().put(KEY + made.id(), LIFE.toSeconds(), notes);
        return made;
    }

    /** @param bytes the 32 that were to be signed */
    record Taken(Purpose purpose, byte[] bytes) {
        /** Without the challenge, wherever it is printed. */
        @Override
        public String toString() {
            return "Taken[" + purpose.use() + "]";
        }
    }

    /** Uses it up, whoever asks and whatever for; empty when there is none, or none any more. */
    Optional<Taken> take(KeycloakSession keycloak, String id) {
        return Optional.ofNullable(keycloak.singleUseObjects().remove(KEY + id))
            .map(notes -> new Taken(Purpose.of(notes), Base64.getUrlDecoder().decode(notes.get(CHALLENGE))));
    }
}
