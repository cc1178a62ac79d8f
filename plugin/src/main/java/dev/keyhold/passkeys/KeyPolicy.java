package dev.keyhold.passkeys;

import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import dev.keyhold.support.Caller;
import org.keycloak.models.Constants;
import org.keycloak.models.WebAuthnPolicy;
import org.keycloak.urls.UrlType;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the realm demands of new keys of a kind, in the words of WebAuthn. */
record KeyPolicy(KeyKind kind, WebAuthnPolicy stored, String keycloakHost) {
    private static final String REQUIRED = "required";
    private static final String NO_ATTESTATION = "none";
    private static final Set<String> DEGREES = Set.of(REQUIRED, "preferred", "discouraged");
    private static final Map<String, COSEAlgorithmIdentifier> ALGORITHMS = Map.of(
        "ES256", COSEAlgorithmIdentifier.ES256, "ES384", COSEAlgorithmIdentifier.ES384, "ES512", COSEAlgorithmIdentifier.ES512,
        "RS256", COSEAlgorithmIdentifier.RS256, "RS384", COSEAlgorithmIdentifier.RS384, "RS512", COSEAlgorithmIdentifier.RS512,
        "RS1", COSEAlgorithmIdentifier.RS1, "Ed25519", COSEAlgorithmIdentifier.EdDSA);

    static KeyPolicy of(Caller caller, KeyKind kind) {
        String host = caller.keycloak().getContext().getUri(UrlType.FRONTEND).getBaseUri().getHost();
        return new KeyPolicy(kind, kind.policy(caller.realm()), host);
    }

    /** As Keycloak does: where none is named, it is the host where browsers find Keycloak. */
    String relyingPartyId() {
        String named = stored.getRpId();
        return named == null || named.isEmpty() ? keycloakHost : named;
    }

    List<COSEAlgorithmIdentifier> algorithms() {
        List<String> named = stored.getSignatureAlgorithm();
        List<String> names = named == null || named.isEmpty() ? List.of(Constants.DEFAULT_WEBAUTHN_POLICY_SIGNATURE_ALGORITHMS.split(",")) : named;
        return names.stream().map(ALGORITHMS::get).filter(algorithm -> algorithm != null).toList();
    }

    boolean isUserVerificationRequired() {
        return REQUIRED.equals(stored.getUserVerificationRequirement());
    }

    /**
     * Whether a key may be made without a prompt. Where nobody vouches for an authenticator, what it says of presence and verification
     * is its own word anyway; a passkey shows both when it is used.
     */
    boolean allowsUnprompted() {
        return kind == KeyKind.PASSKEY && view().attestation().equals(NO_ATTESTATION) && aaguids().isEmpty();
    }

    List<String> aaguids() {
        List<String> named = stored.getAcceptableAaguids();
        return named == null ? List.of() : named;
    }

    /** What an enrolment by this policy is for. */
    String purpose() {
        return kind.word() + ' ' + view();
    }

    View view() {
        String attestation = specified(stored.getAttestationConveyancePreference());
        return new View(relyingPartyId(), stored.getRpEntityName(), algorithms().stream().map(COSEAlgorithmIdentifier::getValue).toList(),
            attestation == null ? NO_ATTESTATION : attestation, specified(stored.getAuthenticatorAttachment()), residentKey(),
            degree(stored.getUserVerificationRequirement()), stored.getCreateTimeout(), aaguids(), stored.isAvoidSameAuthenticatorRegister());
    }

    RelyingParty relyingParty() {
        return new RelyingParty(relyingPartyId(), stored.getRpEntityName());
    }

    // A passkey that the browser cannot find by itself signs nobody in. The older of the two settings says yes or no.
    private String residentKey() {
        if (kind == KeyKind.PASSKEY) {
            return REQUIRED;
        }
        String degree = degree(stored.getResidentKey());
        if (degree != null || stored.getRequireResidentKey() == null) {
            return degree;
        }
        return switch (stored.getRequireResidentKey()) {
            case Constants.WEBAUTHN_POLICY_OPTION_YES -> REQUIRED;
            case Constants.WEBAUTHN_POLICY_OPTION_NO -> "discouraged";
            default -> null;
        };
    }

    private static String degree(String option) {
        return option != null && DEGREES.contains(option) ? option : null;
    }

    private static String specified(String option) {
        return option == null || option.isEmpty() || option.equals(Constants.DEFAULT_WEBAUTHN_POLICY_NOT_SPECIFIED) ? null : option;
    }

    record RelyingParty(String id, String name) {
    }

    /** @param timeoutSeconds 0 for the browser's own */
    record View(String rpId, String rpName, List<Long> algorithms, String attestation, String attachment, String residentKey, String userVerification,
                int timeoutSeconds, List<String> aaguids, boolean avoidSameAuthenticator) {
    }
}
