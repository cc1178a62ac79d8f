package dev.keyhold.passkeys;

import com.webauthn4j.WebAuthnRegistrationManager;
import dev.keyhold.securitylog.Entry;
import dev.keyhold.securitylog.SecurityLog;
import dev.keyhold.support.Database;
import dev.keyhold.support.ManagedRealm;
import dev.keyhold.support.Origin;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.models.WebAuthnPolicy;

import java.time.Clock;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A registration on Keycloak's own page: what it has in common with one here. */
interface KeycloakRegistration {
    /** Takes the attestations that the policy asks for, and trusts whom Keycloak's trust store trusts. */
    WebAuthnRegistrationManager manager(WebAuthnPolicy policy);

    /**
     * Runs it. What it adds in a managed realm is in the log, in the transaction of the change.
     *
     * @param keycloaks Keycloak's own work
     */
    static void run(RequiredActionContext context, KeyKind kind, Runnable keycloaks) {
        if (!ManagedRealm.isManaged(context.getRealm())) {
            keycloaks.run();
            return;
        }
        Keys keys = new Keys(context.getUser());
        Set<String> before = keys.of(kind).stream().map(Key::id).collect(Collectors.toSet());
        keycloaks.run();
        keys.of(kind).stream().map(Key::id).filter(Predicate.not(before::contains)).forEach(added -> record(context, kind, added));
    }

    private static void record(RequiredActionContext context, KeyKind kind, String key) {
        new SecurityLog(Clock.systemUTC()).record(Database.of(context.getSession()),
            Entry.by(Origin.ofSignIn(context.getSession()), context.getRealm().getId(), context.getUser().getId(), kind.enrolled(), key));
    }
}
