package dev.keyhold.passkeys;

import com.webauthn4j.converter.CollectedClientDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.util.exception.WebAuthnException;
import dev.keyhold.reauthentication.AssertionInput;
import dev.keyhold.reauthentication.KeyChallenge;
import dev.keyhold.securitylog.Entry;
import dev.keyhold.securitylog.EventType;
import dev.keyhold.securitylog.SecurityLog;
import dev.keyhold.support.Caller;
import dev.keyhold.support.Database;
import dev.keyhold.support.Json;
import org.keycloak.credential.WebAuthnCredentialModelInput;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.WebAuthnPolicy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Asks a user's keys to sign, and has Keycloak's own credential providers check what they signed: count and stored key are theirs.
 * Accepted is only what was signed on the realm's page, whatever further origins the policy names, and of passkeys only what was
 * signed for a verified user.
 */
public final class Assertions {
    private static final CollectedClientDataConverter CLIENT_DATA = new CollectedClientDataConverter(new ObjectConverter());
    private static final String REQUIRED = "required";

    private final Challenges challenges;
    private final SecurityLog log;
    private final Function<KeycloakSession, Database.Apart> apart;

    /** @param apart where a count that went back is told, beside the request's transaction */
    public Assertions(Clock clock, SecurityLog log, Function<KeycloakSession, Database.Apart> apart) {
        this.challenges = new Challenges(clock);
        this.log = log;
        this.apart = apart;
    }

    /** Asks one of these keys to sign for this purpose. */
    KeyChallenge ask(Caller caller, Challenges.Purpose purpose, List<Key> keys) {
        KeyPolicy policy = KeyPolicy.of(caller, purpose.kind());
        Challenges.Made made = challenges.make(caller.keycloak(), purpose);
        return new KeyChallenge(made.id(), Json.time(made.expiresAt()), new KeyChallenge.RequestOptions(made.text(), policy.relyingPartyId(),
            userVerification(policy), timeout(policy.stored()), keys.stream().map(Assertions::allowed).toList()));
    }

    /** Uses up the challenge, whatever it was made for; empty when there is none, or none any more. */
    Optional<Challenges.Taken> take(Caller caller, String id) {
        return challenges.take(caller.keycloak(), id);
    }

    /** Empty when one of these keys signed the challenge; its count has moved on then. */
    Optional<Refusal> check(Caller caller, Challenges.Taken challenge, List<Key> keys, AssertionInput assertion) {
        KeyKind kind = challenge.purpose().kind();
        Signed signed;
        try {
            signed = Signed.of(assertion);
        } catch (IllegalArgumentException | WebAuthnException e) {
            return Optional.of(Refusal.MALFORMED);
        }
        Optional<Key> key = keys.stream().filter(one -> one.hasCredentialId(signed.credentialId())).findFirst();
        if (key.isEmpty() || kind == KeyKind.PASSKEY && !signed.isBy(caller.user().getId())) {
            return Optional.of(Refusal.UNKNOWN_KEY);
        }
        Optional<Origin> page = Registration.page(caller.realm());
        // Keycloak's provider would accept the policy's extra origins as well.
        if (page.filter(ours -> ours.equals(signed.origin())).isEmpty()) {
            return Optional.of(Refusal.ORIGIN);
        }
        KeyPolicy policy = KeyPolicy.of(caller, kind);
        Optional<Refusal> refusal = verify(caller, policy, signed,
            new ServerProperty(page.get(), policy.relyingPartyId(), new DefaultChallenge(challenge.bytes())));
        refusal.filter(Refusal.COUNTER::equals).ifPresent(counter -> recordCounter(caller, key.get()));
        return refusal;
    }

    private static Optional<Refusal> verify(Caller caller, KeyPolicy policy, Signed signed, ServerProperty server) {
        WebAuthnCredentialModelInput input = new WebAuthnCredentialModelInput(policy.kind().type());
        input.setAuthenticationRequest(signed.request());
        input.setAuthenticationParameters(new WebAuthnCredentialModelInput.KeycloakWebAuthnAuthenticationParameters(server,
            userVerification(policy).equals(REQUIRED)));
        KeyUse.onPage(caller);
        try {
            return caller.user().credentialManager().isValid(input) ? Optional.empty() : Optional.of(Refusal.UNKNOWN_KEY);
        } catch (WebAuthnException e) {
            return Optional.of(Refusal.of(e));
        }
    }

    // In a transaction of its own: the refusal rolls the request's back.
    private void recordCounter(Caller caller, Key key) {
        apart.apply(caller.keycloak()).run(em -> log.record(em, Entry.by(caller, EventType.PASSKEY_COUNTER_REFUSED, key.id())));
    }

    // A passkey is possession and something else only for a verified user. What the policy leaves open is the browsers' default.
    private static String userVerification(KeyPolicy policy) {
        String declared = policy.view().userVerification();
        return policy.kind() == KeyKind.PASSKEY ? REQUIRED : declared == null ? "preferred" : declared;
    }

    private static long timeout(WebAuthnPolicy policy) {
        long life = Challenges.LIFE.toMillis();
        long declared = policy.getCreateTimeout() * 1000L;
        return declared > 0 ? Math.min(declared, life) : life;
    }

    private static KeyChallenge.Allowed allowed(Key key) {
        Key.Descriptor descriptor = key.descriptor();
        return new KeyChallenge.Allowed(descriptor.id(), descriptor.transports());
    }

    /**
     * An assertion in bytes.
     *
     * @param origin null where the client data names none
     */
    private record Signed(AuthenticationRequest request, Origin origin) {

        /**
         * @throws IllegalArgumentException for a piece that is no base64url
         * @throws WebAuthnException        for client data that is none
         */
        static Signed of(AssertionInput input) {
            Base64.Decoder base64 = Base64.getUrlDecoder();
            byte[] clientData = base64.decode(input.clientDataJSON());
            byte[] userHandle = input.userHandle() == null ? null : base64.decode(input.userHandle());
            CollectedClientData read = CLIENT_DATA.convert(clientData);
            return new Signed(new AuthenticationRequest(base64.decode(input.credentialId()), userHandle, base64.decode(input.authenticatorData()),
                clientData, base64.decode(input.signature())), read == null ? null : read.getOrigin());
        }

        byte[] credentialId() {
            return request.getCredentialId();
        }

        /** WebAuthn L3 §7.2 step 6: a user handle that is there names the user who was asked. */
        boolean isBy(String userId) {
            byte[] handle = request.getUserHandle();
            return handle == null || Arrays.equals(handle, userId.getBytes(StandardCharsets.UTF_8));
        }
    }
}
