package dev.keyhold.support;

import org.keycloak.models.ImpersonationSessionNote;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;

import java.util.stream.Stream;

/**
 * The person behind a request, proved by both tokens. Nothing here comes from the request's path or body.
 *
 * @param userSession the session of the person's own token
 * @param address     the person's address as the bridge told it, canonical; null when it told none
 * @param device      the person's device as the bridge told it
 */
public record Caller(KeycloakSession keycloak, RealmModel realm, UserModel user, UserSessionModel userSession, String address, Device device) {

    /** True while an administrator uses the account as its user. */
    public boolean isImpersonated() {
        return Stream.of(ImpersonationSessionNote.values()).anyMatch(note -> userSession.getNote(note.toString()) != null);
    }
}
