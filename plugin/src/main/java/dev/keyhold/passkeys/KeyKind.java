package dev.keyhold.passkeys;

import dev.keyhold.factors.BoundFlow;
import dev.keyhold.securitylog.EventType;
import org.keycloak.authentication.requiredactions.WebAuthnPasswordlessRegisterFactory;
import org.keycloak.authentication.requiredactions.WebAuthnRegisterFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.WebAuthnPolicy;
import org.keycloak.models.credential.WebAuthnCredentialModel;

import java.util.Optional;
import java.util.stream.Stream;

/** The two kinds of keys: passkeys, which sign in alone, and security keys, which are asked after a password. */
enum KeyKind {
    PASSKEY("passkey", WebAuthnCredentialModel.TYPE_PASSWORDLESS, WebAuthnPasswordlessRegisterFactory.PROVIDER_ID,
        EventType.PASSKEY_ENROLLED, EventType.PASSKEY_RENAMED, EventType.PASSKEY_REMOVED, EventType.PASSKEY_TESTED),
    SECURITY_KEY("security-key", WebAuthnCredentialModel.TYPE_TWOFACTOR, WebAuthnRegisterFactory.PROVIDER_ID,
        EventType.SECURITY_KEY_ENROLLED, EventType.SECURITY_KEY_RENAMED, EventType.SECURITY_KEY_REMOVED, EventType.SECURITY_KEY_TESTED);

    /** Every step of a flow that takes passkeys. */
    private static final String[] PASSKEY_STEPS = {"auth-username-password-form", "auth-username-form", "webauthn-authenticator-passwordless"};
    private static final String SECURITY_KEY_STEP = "webauthn-authenticator";

    private final String word;
    private final String type;
    private final String action;
    private final EventType enrolled;
    private final EventType renamed;
    private final EventType removed;
    private final EventType tested;

    KeyKind(String word, String type, String action, EventType enrolled, EventType renamed, EventType removed, EventType tested) {
        this.word = word;
        this.type = type;
        this.action = action;
        this.enrolled = enrolled;
        this.renamed = renamed;
        this.removed = removed;
        this.tested = tested;
    }

    String word() {
        return word;
    }

    /** Of the credential, as Keycloak stores it. */
    String type() {
        return type;
    }

    /** Keycloak's required action that registers one on its own page. */
    String action() {
        return action;
    }

    EventType enrolled() {
        return enrolled;
    }

    EventType renamed() {
        return renamed;
    }

    EventType removed() {
        return removed;
    }

    EventType tested() {
        return tested;
    }

    WebAuthnPolicy policy(RealmModel realm) {
        return this == PASSKEY ? realm.getWebAuthnPolicyPasswordless() : realm.getWebAuthnPolicy();
    }

    /** Whether a sign-in takes keys of this kind. */
    boolean isAvailable(RealmModel realm) {
        return this == PASSKEY
            ? Boolean.TRUE.equals(policy(realm).isPasskeysEnabled()) && BoundFlow.accepts(realm, PASSKEY_STEPS)
            : BoundFlow.accepts(realm, SECURITY_KEY_STEP);
    }

    static Optional<KeyKind> of(String word) {
        return Stream.of(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }
}
