package dev.keyhold.support;

import org.keycloak.models.ImpersonationSessionNote;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;

import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The person behind a request, proved by both tokens. Nothing here comes from the request's path or body.
 *
 * @param userSession the session of the person's own token
 * @param address     the person's address as the bridge told it, canonical; null when it told none
 * @param agent       the person's device as the bridge told it; read only where a row needs it, since parsing it costs more than most reads
 */
public record Caller(KeycloakSession keycloak, RealmModel realm, UserModel user, UserSessionModel userSession, String address, Supplier<Device> agent) {

    public Device device() {
        return agent.get();
    }

    /** True while an administrator uses the account as its user. */
    public boolean isImpersonated() {
        return Stream.of(ImpersonationSessionNote.values()).anyMatch(note -> userSession.getNote(note.toString()) != null);
    }
}
