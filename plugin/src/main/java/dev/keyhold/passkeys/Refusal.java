package dev.keyhold.passkeys;

import com.webauthn4j.util.exception.WebAuthnException;
import com.webauthn4j.verifier.exception.BadChallengeException;
import com.webauthn4j.verifier.exception.BadOriginException;
import com.webauthn4j.verifier.exception.BadRpIdException;
import com.webauthn4j.verifier.exception.BadSignatureException;
import com.webauthn4j.verifier.exception.BadTopOriginException;
import com.webauthn4j.verifier.exception.CrossOriginException;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import com.webauthn4j.verifier.exception.UserNotVerifiedException;

import java.util.Locale;
import java.util.Map;

/** Why an assertion is not accepted. */
enum Refusal {
    UNKNOWN_KEY, CHALLENGE, ORIGIN, RELYING_PARTY, SIGNATURE, USER_VERIFICATION, COUNTER, MALFORMED;

    private static final Map<Class<? extends WebAuthnException>, Refusal> REASONS = Map.of(
        BadChallengeException.class, CHALLENGE,
        BadOriginException.class, ORIGIN,
        BadTopOriginException.class, ORIGIN,
        CrossOriginException.class, ORIGIN,
        BadRpIdException.class, RELYING_PARTY,
        BadSignatureException.class, SIGNATURE,
        UserNotVerifiedException.class, USER_VERIFICATION,
        MaliciousCounterValueException.class, COUNTER);

    /** As the verifier says it; whatever else it throws is of an assertion that no browser makes. */
    static Refusal of(WebAuthnException verdict) {
        return REASONS.getOrDefault(verdict.getClass(), MALFORMED);
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
