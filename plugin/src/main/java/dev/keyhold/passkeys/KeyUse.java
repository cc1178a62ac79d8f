package dev.keyhold.passkeys;

import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import dev.keyhold.support.Caller;
import dev.keyhold.support.Database;
import dev.keyhold.support.ManagedRealm;
import dev.keyhold.support.Origin;
import org.jboss.logging.Logger;
import org.keycloak.credential.CredentialInput;
import org.keycloak.credential.WebAuthnCredentialModelInput;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

import java.time.Clock;
import java.util.Optional;

/** Notes when, where and with what a key was last used. */
final class KeyUse {
    private static final Logger LOG = Logger.getLogger(KeyUse.class);
    private static final KeyFacts FACTS = new KeyFacts(Clock.systemUTC());
    // WebAuthn L3 §6.1: the flags stand behind the 32 bytes of the relying party's hash.
    private static final int FLAGS = 32;

    private static final String CALLER = "keyhold.passkeys.caller";

    private KeyUse() {
    }

    /** What this request has checked is used on the page, by its user: the call itself comes from the bridge. */
    static void onPage(Caller caller) {
        caller.keycloak().setAttribute(CALLER, Origin.of(caller));
    }

    /**
     * Called once Keycloak has accepted the assertion; always true. In a transaction of its own, at once: a note that cannot be
     * written must not cost anybody the sign-in.
     */
    static boolean note(KeycloakSession keycloak, RealmModel realm, UserModel user, KeyKind kind, CredentialInput input) {
        if (!ManagedRealm.isManaged(realm)) {
            return true;
        }
        try {
            AuthenticationRequest accepted = ((WebAuthnCredentialModelInput) input).getAuthenticationRequest();
            boolean synced = AuthenticatorData.checkFlagBS(accepted.getAuthenticatorData()[FLAGS]);
            Key used = new Keys(user).of(kind).stream().filter(key -> key.hasCredentialId(accepted.getCredentialId())).findFirst().orElseThrow();
            Origin from = Optional.ofNullable(keycloak.getAttribute(CALLER, Origin.class)).orElseGet(() -> Origin.ofSignIn(keycloak));
            Database.apart(keycloak).run(em -> {
                FACTS.used(em, realm.getId(), user.getId(), used, synced, from);
                return null;
            });
        } catch (RuntimeException e) {
            LOG.warn("The use of a passkey or security key could not be noted", e);
        }
        return true;
    }
}
