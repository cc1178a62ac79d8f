package dev.keyhold.pin;

import dev.keyhold.support.ManagedRealm;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.utils.AcrUtils;
import org.keycloak.sessions.AuthenticationSessionModel;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;

/**
 * An application asks for the PIN of a user by {@code acr}, and learns from the ID token of that very request, and of no other one,
 * that it was right. What was proved waits for that token under the session, the client and the request's nonce.
 */
final class StepUp {
    static final String ACR = "keyhold-pin";
    private static final String KEY = "keyhold.pin.";
    private static final String AT = "at";
    /** A code is exchanged within a minute. */
    private static final long SECONDS = 120;

    private final KeycloakSession keycloak;

    StepUp(KeycloakSession keycloak) {
        this.keycloak = keycloak;
    }

    /** Whether this request asks for it, in a realm that has PINs. */
    static boolean isAsked(AuthenticationSessionModel request) {
        return ManagedRealm.isManaged(request.getRealm()) && PinPolicy.of(request.getRealm()).mode() != PinMode.OFF
            && AcrUtils.getAcrValues(request.getClientNote(OIDCLoginProtocol.CLAIMS_PARAM), request.getClientNote(OIDCLoginProtocol.ACR_PARAM), request.getClient())
            .contains(ACR);
    }

    /** The PIN was right at this moment. An application that sent no nonce cannot tell one answer from another: it gets none. */
    void proved(AuthenticationSessionModel request, Instant at) {
        String nonce = request.getClientNote(OIDCLoginProtocol.NONCE_PARAM);
        if (nonce != null && !nonce.isBlank()) {
            // A sign-in inside a session has the session's id.
            keycloak.singleUseObjects().put(key(request.getParentSession().getId(), request.getClient(), nonce), SECONDS, Map.of(AT, String.valueOf(at.getEpochSecond())));
        }
    }

    /** When it was right for the request with this nonce, in seconds since 1970; tells so once. */
    OptionalLong take(String session, ClientModel client, String nonce) {
        Map<String, String> proof = nonce == null ? null : keycloak.singleUseObjects().remove(key(session, client, nonce));
        return proof == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(proof.get(AT)));
    }

    private static String key(String session, ClientModel client, String nonce) {
        return KEY + session + '.' + client.getId() + '.' + nonce;
    }
}
