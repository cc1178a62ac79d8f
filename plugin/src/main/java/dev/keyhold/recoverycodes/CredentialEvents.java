package dev.keyhold.recoverycodes;

import dev.keyhold.securitylog.SecurityLog;
import dev.keyhold.support.Database;
import dev.keyhold.support.GlobalListener;
import dev.keyhold.support.ManagedRealm;
import org.keycloak.events.Event;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

import java.time.Clock;

/**
 * What recovery codes owe to events about other credentials. An administrator removes the codes' credential: its rows go. (Rows that
 * stay behind open nothing, and go with the next set.) An authenticator app was set up on Keycloak's own page: the codes move behind
 * it, else a sign-in would ask for a code first.
 */
public final class CredentialEvents extends GlobalListener {
    private final RecoveryCodes codes = new RecoveryCodes(Clock.systemUTC(), new SecurityLog(Clock.systemUTC()));

    @Override
    public String getId() {
        return KeycloakCredentials.TYPE;
    }

    @Override
    protected void onRemovedCredential(KeycloakSession keycloak, String realmId, String credentialId) {
        codes.removeSet(Database.of(keycloak), realmId, credentialId);
    }

    @Override
    protected void onEvent(KeycloakSession keycloak, Event event) {
        RealmModel realm = keycloak.getContext().getRealm();
        if (event.getType() == EventType.UPDATE_CREDENTIAL && event.getUserId() != null && ManagedRealm.isManaged(realm)) {
            UserModel user = keycloak.users().getUserById(realm, event.getUserId());
            if (user != null) {
                new KeycloakCredentials(user).moveLast();
            }
        }
    }
}
