package dev.keyhold.passkeys;

import com.webauthn4j.WebAuthnRegistrationManager;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.AuthenticatorTransport;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.Challenge;
import com.webauthn4j.server.ServerProperty;
import dev.keyhold.support.ManagedRealm;
import dev.keyhold.support.ProblemException;
import org.keycloak.credential.CredentialPublicKeyConverter;
import org.keycloak.models.RealmModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What an authenticator answered, read and found to be what the realm demands. The challenge is the bridge's to compare. */
final class Registration {
    // WebAuthn L3 §13.4.3: at least 16 random bytes.
    private static final int SHORTEST_CHALLENGE = 16;
    private static final ObjectConverter CBOR = new ObjectConverter();

    private final RegistrationData data;

    private Registration(RegistrationData data) {
        this.data = data;
    }

    /**
     * Runs Keycloak's own checks, since nothing is checked again at sign-in; else the request ends as {@code registration-refused}.
     *
     * @param manager    of Keycloak's registration action, with the attestations that it takes under this policy
     * @param page       the only origin that counts
     * @param unprompted the browser asked nobody (WebAuthn L3 §5.1.3, {@code conditional}): no person was present, none was verified
     */
    static Registration verify(WebAuthnRegistrationManager manager, KeyPolicy policy, Optional<Origin> page, RegistrationRequest request, boolean unprompted) {
        RegistrationData data = read(manager, request);
        Challenge challenge = data.getCollectedClientData().getChallenge();
        if (challenge == null || challenge.getValue().length < SHORTEST_CHALLENGE) {
            throw refused("challenge");
        }
        Origin origin = page.orElseThrow(() -> refused("origin"));
        try {
            manager.verify(data, new RegistrationParameters(new ServerProperty(origin, policy.relyingPartyId(), challenge),
                policy.algorithms().stream().map(one -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, one)).toList(),
                policy.isUserVerificationRequired() && !unprompted, !unprompted));
        } catch (RuntimeException e) {
            throw refused(RegistrationRefusal.reason(e));
        }
        checkModel(policy.aaguids(), data);
        return new Registration(data);
    }

    // Input of all kinds makes the parser throw what it likes.
    private static RegistrationData read(WebAuthnRegistrationManager manager, RegistrationRequest request) {
        try {
            RegistrationData data = manager.parse(request);
            if (data.getCollectedClientData() == null || data.getAttestationObject() == null
                || data.getAttestationObject().getAuthenticatorData().getAttestedCredentialData() == null) {
                throw refused("malformed");
            }
            return data;
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException e) {
            throw refused("malformed");
        }
    }

    // Only an attestation vouches for the model that an authenticator says it is.
    private static void checkModel(List<String> accepted, RegistrationData data) {
        if (accepted.isEmpty()) {
            return;
        }
        if (NoneAttestationStatement.FORMAT.equals(data.getAttestationObject().getFormat())) {
            throw refused("attestation");
        }
        if (accepted.stream().noneMatch(attested(data).getAaguid().toString()::equalsIgnoreCase)) {
            throw refused("authenticator");
        }
    }

    /** Where alone registrations and assertions may come from; empty when the realm declares no page. */
    static Optional<Origin> page(RealmModel realm) {
        return ManagedRealm.pageUrl(realm).map(url -> new Origin(url.toString()));
    }

    /** Whether an answer is that of the key with this id; the rest of it is not looked at. */
    static boolean isOf(byte[] credentialId, RegistrationRequest request) {
        WebAuthnRegistrationManager reader = WebAuthnRegistrationManager.createNonStrictWebAuthnRegistrationManager(CBOR);
        return Arrays.equals(credentialId, attested(read(reader, request)).getCredentialId());
    }

    byte[] credentialId() {
        return attested(data).getCredentialId();
    }

    String aaguid() {
        return attested(data).getAaguid().toString();
    }

    /** Whether a provider keeps copies of the key. */
    boolean isSynced() {
        return data.getAttestationObject().getAuthenticatorData().isFlagBS();
    }

    /** The row that Keycloak's own page would write. */
    WebAuthnCredentialModel credential(KeyKind kind, String id) {
        Set<String> transports = data.getTransports() == null ? Set.of()
            : data.getTransports().stream().map(AuthenticatorTransport::getValue).collect(Collectors.toSet());
        WebAuthnCredentialModel credential = WebAuthnCredentialModel.create(kind.type(), null, aaguid(), Base64.getEncoder().encodeToString(credentialId()), null,
            new CredentialPublicKeyConverter(CBOR).convertToDatabaseColumn(attested(data).getCOSEKey()),
            data.getAttestationObject().getAuthenticatorData().getSignCount(), data.getAttestationObject().getFormat(), transports);
        credential.setId(id);
        return credential;
    }

    private static AttestedCredentialData attested(RegistrationData data) {
        return data.getAttestationObject().getAuthenticatorData().getAttestedCredentialData();
    }

    private static ProblemException refused(String reason) {
        return PasskeysProblems.refused(reason).asException();
    }
}
