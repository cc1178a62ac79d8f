package dev.keyhold.passkeys;

import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.util.exception.WebAuthnException;
import dev.keyhold.securitylog.Entry;
import dev.keyhold.securitylog.EventType;
import dev.keyhold.securitylog.SecurityLog;
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
import java.util.function.BooleanSupplier;

/**
 * Notes what came of asking a key: when, where and with what it was last used, or that its count went back. Each in a transaction of
 * its own, at once: a note that cannot be written must not cost anybody the sign-in, and a refusal rolls the request's back.
 */
final class KeyUse {
    private static final Logger LOG = Logger.getLogger(KeyUse.class);
    private static final Clock CLOCK = Clock.systemUTC();
    private static final KeyFacts FACTS = new KeyFacts(CLOCK);
    private static final SecurityLog SECURITY_LOG = new SecurityLog(CLOCK);
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
     * Has Keycloak check an assertion. That a count went back is noted here for sign-in; on the page {@link Assertions} does it.
     *
     * @param keycloaks Keycloak's check, which this answers or throws
     */
    static boolean check(KeycloakSession keycloak, RealmModel realm, UserModel user, KeyKind kind, CredentialInput input, BooleanSupplier keycloaks) {
        try {
            boolean right = keycloaks.getAsBoolean();
            if (right && ManagedRealm.isManaged(realm)) {
                accepted(keycloak, realm, user, kind, input);
            }
            return right;
        } catch (WebAuthnException e) {
            boolean atSignIn = keycloak.getAttribute(CALLER, Origin.class) == null;
            if (Refusal.of(e) == Refusal.COUNTER && atSignIn && ManagedRealm.isManaged(realm)) {
                counterRefused(keycloak, realm, user, kind, input);
            }
            throw e;
        }
    }

    private static void accepted(KeycloakSession keycloak, RealmModel realm, UserModel user, KeyKind kind, CredentialInput input) {
        try {
            boolean synced = AuthenticatorData.checkFlagBS(request(input).getAuthenticatorData()[FLAGS]);
            Key used = key(user, kind, input);
            Origin from = Optional.ofNullable(keycloak.getAttribute(CALLER, Origin.class)).orElseGet(() -> Origin.ofSignIn(keycloak));
            Database.apart(keycloak).run(em -> {
                FACTS.used(em, realm.getId(), user.getId(), used, synced, from);
                return null;
            });
        } catch (RuntimeException e) {
            LOG.warn("The use of a passkey or security key could not be noted", e);
        }
    }

    private static void counterRefused(KeycloakSession keycloak, RealmModel realm, UserModel user, KeyKind kind, CredentialInput input) {
        try {
            Entry row = Entry.by(Origin.ofSignIn(keycloak), realm.getId(), user.getId(), EventType.PASSKEY_COUNTER_REFUSED, key(user, kind, input).id());
            Database.apart(keycloak).run(em -> SECURITY_LOG.record(em, row));
        } catch (RuntimeException e) {
            LOG.warn("That the count of a passkey or security key went back could not be noted", e);
        }
    }

    private static AuthenticationRequest request(CredentialInput input) {
        return ((WebAuthnCredentialModelInput) input).getAuthenticationRequest();
    }

    private static Key key(UserModel user, KeyKind kind, CredentialInput input) {
        byte[] credentialId = request(input).getCredentialId();
        return new Keys(user).of(kind).stream().filter(key -> key.hasCredentialId(credentialId)).findFirst().orElseThrow();
    }
}
