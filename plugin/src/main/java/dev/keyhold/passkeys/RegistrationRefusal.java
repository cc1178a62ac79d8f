package dev.keyhold.passkeys;

import com.webauthn4j.verifier.exception.BadAaguidException;
import com.webauthn4j.verifier.exception.BadAlgorithmException;
import com.webauthn4j.verifier.exception.BadAttestationStatementException;
import com.webauthn4j.verifier.exception.BadChallengeException;
import com.webauthn4j.verifier.exception.BadOriginException;
import com.webauthn4j.verifier.exception.BadRpIdException;
import com.webauthn4j.verifier.exception.BadSignatureException;
import com.webauthn4j.verifier.exception.BadTopOriginException;
import com.webauthn4j.verifier.exception.CertificateException;
import com.webauthn4j.verifier.exception.CrossOriginException;
import com.webauthn4j.verifier.exception.InconsistentClientDataTypeException;
import com.webauthn4j.verifier.exception.NotAllowedAlgorithmException;
import com.webauthn4j.verifier.exception.PublicKeyMismatchException;
import com.webauthn4j.verifier.exception.SelfAttestationProhibitedException;
import com.webauthn4j.verifier.exception.TrustAnchorNotFoundException;
import com.webauthn4j.verifier.exception.UserNotPresentException;
import com.webauthn4j.verifier.exception.UserNotVerifiedException;

import java.util.Map;

/** Why a registration is not accepted, in the words of the answer. */
final class RegistrationRefusal {
    private static final String ATTESTATION = "attestation";
    private static final Map<Class<?>, String> REASONS = Map.ofEntries(
        Map.entry(InconsistentClientDataTypeException.class, "type"),
        Map.entry(BadChallengeException.class, "challenge"),
        Map.entry(BadOriginException.class, "origin"),
        Map.entry(BadTopOriginException.class, "origin"),
        Map.entry(CrossOriginException.class, "origin"),
        Map.entry(BadRpIdException.class, "relying-party"),
        Map.entry(UserNotPresentException.class, "user-presence"),
        Map.entry(UserNotVerifiedException.class, "user-verification"),
        Map.entry(NotAllowedAlgorithmException.class, "algorithm"),
        Map.entry(BadAlgorithmException.class, "algorithm"),
        Map.entry(BadAttestationStatementException.class, ATTESTATION),
        Map.entry(BadSignatureException.class, ATTESTATION),
        Map.entry(BadAaguidException.class, ATTESTATION),
        Map.entry(PublicKeyMismatchException.class, ATTESTATION),
        Map.entry(SelfAttestationProhibitedException.class, ATTESTATION),
        Map.entry(CertificateException.class, ATTESTATION),
        Map.entry(TrustAnchorNotFoundException.class, ATTESTATION));

    private RegistrationRefusal() {
    }

    /** Whatever else a verifier throws is of an answer that no authenticator gives. */
    static String reason(RuntimeException verdict) {
        return REASONS.getOrDefault(verdict.getClass(), "malformed");
    }
}
