package dev.keyhold.passkeys;

import dev.keyhold.reauthentication.Grants;
import dev.keyhold.reauthentication.Operation;
import dev.keyhold.support.Caller;
import dev.keyhold.support.Exchange;
import dev.keyhold.support.Json;
import dev.keyhold.support.ManagedRealm;
import dev.keyhold.support.StartedAction;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * Leads to Keycloak's own registration, for pages that do not share the realm's relying party. The proof is asked here: what it leaves
 * behind lets this user, in this session, start that one action once, from the bridge's client.
 */
final class Redirects {
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final String KEY = "keyhold.passkeys.redirect.";
    /** On the sign-in that has used it up: Keycloak asks more than once. */
    private static final String LED = "keyhold.passkeys.led";
    private static final String USER = "user";

    private final Clock clock;
    private final Grants grants;

    Redirects(Clock clock, Grants grants) {
        this.clock = clock;
        this.grants = grants;
    }

    record Lead(String kind) {
    }

    record Led(String action, String expiresAt) {
    }

    Led lead(Exchange exchange) {
        KeyKind kind = Field.kind(exchange.body(Lead.class).kind());
        Caller caller = exchange.caller();
        Enrolments.available(caller, kind);
        KeyLimit.leaveRoom(caller.realm(), new Keys(caller.user()).all().size());
        grants.spend(exchange, Operation.PASSKEYS_ENROL, kind.word());
        caller.keycloak().singleUseObjects().put(key(caller.userSession().getId(), kind.action()), LIFE.toSeconds(), Map.of(USER, caller.user().getId()));
        return new Led(kind.action(), Json.time(clock.instant().plus(LIFE)));
    }

    /** Whether Keycloak may start its registration: where it was led to from here, else as for every action that Keyhold replaces. */
    static InitiatedActionSupport support(KeycloakSession keycloak, String action, InitiatedActionSupport stock) {
        return isLed(keycloak, action) ? stock : StartedAction.support(keycloak, action, stock);
    }

    /** Whether the action that is starting was led to from here; it is used up by that. */
    static boolean isLed(KeycloakSession keycloak, String action) {
        AuthenticationSessionModel signIn = keycloak.getContext().getAuthenticationSession();
        UserModel user = signIn == null ? null : signIn.getAuthenticatedUser();
        if (user == null || !ManagedRealm.isToPage(signIn) || !ManagedRealm.isManaged(signIn.getRealm())) {
            return false;
        }
        if (action.equals(signIn.getAuthNote(LED))) {
            return true;
        }
        // A sign-in inside a session has the session's id.
        Map<String, String> note = keycloak.singleUseObjects().remove(key(signIn.getParentSession().getId(), action));
        if (note == null || !user.getId().equals(note.get(USER))) {
            return false;
        }
        signIn.setAuthNote(LED, action);
        return true;
    }

    private static String key(String session, String action) {
        return KEY + action + '.' + session;
    }
}
