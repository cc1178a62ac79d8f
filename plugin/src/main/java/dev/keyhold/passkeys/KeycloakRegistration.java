package dev.keyhold.passkeys;

import com.webauthn4j.WebAuthnRegistrationManager;
import org.keycloak.models.WebAuthnPolicy;

/** What a registration here has in common with one on Keycloak's own page: how an authenticator's answer is checked. */
interface KeycloakRegistration {
    /** Takes the attestations that the policy asks for, and trusts whom Keycloak's trust store trusts. */
    WebAuthnRegistrationManager manager(WebAuthnPolicy policy);
}
