package dev.keyhold.passkeys;

import com.webauthn4j.WebAuthnRegistrationManager;
import com.webauthn4j.verifier.attestation.trustworthiness.certpath.CertPathTrustworthinessVerifier;
import dev.keyhold.support.Overriding;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.requiredactions.WebAuthnPasswordlessRegister;
import org.keycloak.authentication.requiredactions.WebAuthnRegister;
import org.keycloak.authentication.requiredactions.WebAuthnPasswordlessRegisterFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.WebAuthnPolicy;

/** Keycloak's "Webauthn Register Passwordless": it runs where a flow or an administrator demands it, or where the page has just asked for the proof. */
public final class RegisterPasskey extends WebAuthnPasswordlessRegisterFactory {
    @Override
    protected WebAuthnRegister createProvider(KeycloakSession keycloak, CertPathTrustworthinessVerifier trust) {
        return new Action(keycloak, trust);
    }

    private static final class Action extends WebAuthnPasswordlessRegister implements KeycloakRegistration {
        private final KeycloakSession keycloak;

        Action(KeycloakSession keycloak, CertPathTrustworthinessVerifier trust) {
            super(keycloak, trust);
            this.keycloak = keycloak;
        }

        @Override
        public InitiatedActionSupport initiatedActionSupport() {
            return Redirects.support(keycloak, PROVIDER_ID, super.initiatedActionSupport());
        }

        @Override
        public void processAction(RequiredActionContext context) {
            KeycloakRegistration.run(context, KeyKind.PASSKEY, () -> super.processAction(context));
        }

        @Override
        public WebAuthnRegistrationManager manager(WebAuthnPolicy policy) {
            return createWebAuthnRegistrationManager(policy);
        }
    }

    @Override
    public int order() {
        return Overriding.ORDER;
    }
}
