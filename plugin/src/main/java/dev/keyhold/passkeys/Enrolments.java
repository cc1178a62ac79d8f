package dev.keyhold.passkeys;

import com.webauthn4j.data.RegistrationRequest;
import dev.keyhold.factors.CommittedState;
import dev.keyhold.factors.EnrolmentId;
import dev.keyhold.factors.FirstCodes;
import dev.keyhold.factors.Label;
import dev.keyhold.factors.UserLock;
import dev.keyhold.reauthentication.Grants;
import dev.keyhold.reauthentication.Operation;
import dev.keyhold.support.Caller;
import dev.keyhold.support.Created;
import dev.keyhold.support.Database;
import dev.keyhold.support.Exchange;
import dev.keyhold.support.Json;
import dev.keyhold.support.LoginTexts;
import dev.keyhold.support.Origin;
import jakarta.persistence.EntityManager;
import org.keycloak.authentication.RequiredActionProvider;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Registering a key. Between start and confirmation nothing is stored: the bridge has the challenge, the id carries the rest. What is
 * confirmed is one transaction, the grant's spending with it.
 */
final class Enrolments {
    /** An attestation with its certificates is longer than other bodies. */
    private static final int BODY_LIMIT = 64 * 1024;
    private static final int LONGEST_ATTESTATION = 40_000;
    private static final int LONGEST_CLIENT_DATA = 4_000;

    private final Grants grants;
    private final FirstCodes firstCodes;
    private final KeyFacts facts;
    private final KeyLog log;

    Enrolments(Grants grants, FirstCodes firstCodes, KeyFacts facts, KeyLog log) {
        this.grants = grants;
        this.firstCodes = firstCodes;
        this.facts = facts;
        this.log = log;
    }

    record Start(String kind) {
    }

    /** @param exclude the keys that the browser is to pass over, since they are there already */
    record Started(String id, String expiresAt, String kind, KeyPolicy.View policy, Person user, List<Key.Descriptor> exclude) {
    }

    /** @param id the user handle, in base64url */
    record Person(String id, String name, String displayName) {
        static Person of(Caller caller) {
            String name = caller.user().getUsername();
            return new Person(Key.userHandle(caller.user().getId()), name, name);
        }
    }

    /** @param mediation {@code conditional} where the browser made the key without a prompt (WebAuthn L3 §5.1.3), which the bridge allowed; null else */
    record Confirmation(String kind, String attestationObject, String clientDataJSON, List<String> transports, String label, String mediation) {
        boolean isUnprompted() {
            return "conditional".equals(mediation);
        }

        /** Without what the authenticator answered, wherever it is printed. */
        @Override
        public String toString() {
            return "Confirmation[" + kind + "]";
        }
    }

    /** @param recoveryCodes null for a passkey, and where the user has some already */
    record Confirmed(KeyView.Item item, FirstCodes.Made recoveryCodes) {
    }

    /** What can be known to fail is refused before a proof is asked for it. */
    Created start(Exchange exchange) {
        KeyKind kind = Field.kind(exchange.body(Start.class).kind());
        Caller caller = exchange.caller();
        KeyPolicy policy = available(caller, kind);
        KeyLimit.leaveRoom(caller.realm(), new Keys(caller.user()).all().size());
        String id = EnrolmentId.make(policy.purpose());
        Instant until = grants.bind(exchange, Operation.PASSKEYS_ENROL, kind.word(), id);
        return new Created(new Started(id, Json.time(until), kind.word(), policy.view(), Person.of(caller),
            new Keys(caller.user()).of(kind).stream().map(Key::descriptor).toList()));
    }

    /** Told again after it succeeded it answers alike, and changes nothing but codes that nobody said to have saved. */
    Confirmed confirm(Exchange exchange) {
        Confirmation typed = exchange.body(Confirmation.class, BODY_LIMIT);
        KeyKind kind = Field.kind(typed.kind());
        String label = Label.read(typed.label());
        RegistrationRequest answer = answer(typed);
        String id = exchange.path("id");
        Caller caller = exchange.caller();
        UserLock.take(caller);
        Key key = grants.spendBound(exchange, Operation.PASSKEYS_ENROL, id)
            ? enrol(caller, kind, id, answer, label, typed.isUnprompted()) : enrolled(caller, kind, id, answer);
        // Behind the key: Keycloak asks first for what stands first. A passkey is lost to nobody who has a password beside it.
        FirstCodes.Made codes = kind == KeyKind.SECURITY_KEY ? firstCodes.make(caller, id).orElse(null) : null;
        grants.keepRescue(exchange);
        return new Confirmed(KeyView.of(caller, facts).item(key), codes);
    }

    private static RegistrationRequest answer(Confirmation typed) {
        byte[] attestation = Field.bytes("attestationObject", typed.attestationObject(), LONGEST_ATTESTATION);
        byte[] clientData = Field.bytes("clientDataJSON", typed.clientDataJSON(), LONGEST_CLIENT_DATA);
        Set<String> transports = Field.transports(typed.transports());
        return new RegistrationRequest(attestation, clientData, transports);
    }

    private Key enrol(Caller caller, KeyKind kind, String id, RegistrationRequest answer, String label, boolean unprompted) {
        KeyPolicy policy = available(caller, kind);
        if (!EnrolmentId.isFor(id, policy.purpose())) {
            throw Grants.enrolmentGone();
        }
        Registration registration = verified(caller, policy, answer, unprompted && policy.allowsUnprompted());
        KeyLimit.leaveRoom(caller.realm(), CommittedState.of(caller, (keycloak, realm, user) -> new Keys(user).all().size()));
        EntityManager em = Database.of(caller.keycloak());
        Keys keys = new Keys(caller.user());
        String realmId = caller.realm().getId();
        if (facts.isTaken(em, realmId, registration.credentialId()) || keys.find(registration.credentialId()).isPresent()) {
            throw PasskeysProblems.alreadyRegistered().asException();
        }
        String name = label.isEmpty() ? defaultLabel(caller, kind, keys, registration) : label;
        Key key = keys.create(kind, registration.credential(kind, id));
        keys.rename(id, name);
        facts.enrolled(em, realmId, caller.user().getId(), key, registration.isSynced(), Origin.of(caller));
        caller.user().removeRequiredAction(kind.action());
        log.record(caller, kind.enrolled(), id);
        new KeycloakEvents(caller).created(kind);
        return keys.find(id).orElse(key);
    }

    private static Registration verified(Caller caller, KeyPolicy policy, RegistrationRequest answer, boolean unprompted) {
        KeycloakRegistration keycloak = (KeycloakRegistration) caller.keycloak().getProvider(RequiredActionProvider.class, policy.kind().action());
        return Registration.verify(keycloak.manager(policy.stored()), policy, Registration.page(caller.realm()), answer, unprompted);
    }

    private static String defaultLabel(Caller caller, KeyKind kind, Keys keys, Registration registration) {
        List<String> taken = keys.all().stream().map(Key::label).filter(Objects::nonNull).toList();
        String model = KeyView.model(registration.aaguid());
        String word = kind == KeyKind.PASSKEY ? "keyholdPasskeyName" : "keyholdSecurityKeyName";
        return Label.free(model == null ? LoginTexts.of(caller).byKey().getProperty(word, kind.word()) : model, taken);
    }

    // Only for the very key that was stored.
    private static Key enrolled(Caller caller, KeyKind kind, String id, RegistrationRequest answer) {
        return CommittedState.of(caller, (keycloak, realm, user) -> new Keys(user).find(id))
            .filter(key -> key.kind() == kind && Registration.isOf(key.credentialId(), answer)).orElseThrow(Grants::enrolmentGone);
    }

    /** Else the request ends as {@code passkeys-off}. */
    static KeyPolicy available(Caller caller, KeyKind kind) {
        if (!kind.isAvailable(caller.realm())) {
            throw PasskeysProblems.off(kind).asException();
        }
        return KeyPolicy.of(caller, kind);
    }
}
