package dev.keyhold.passkeys;

import dev.keyhold.support.Database;
import dev.keyhold.support.GlobalListener;
import org.keycloak.models.KeycloakSession;

import java.time.Clock;

/** When an administrator removes a key, what is known of it goes in the same transaction. */
public final class RemovedKeys extends GlobalListener {
    private final KeyFacts facts = new KeyFacts(Clock.systemUTC());

    @Override
    public String getId() {
        return "keyhold-passkeys";
    }

    @Override
    protected void onRemovedCredential(KeycloakSession keycloak, String realmId, String credentialId) {
        facts.remove(Database.of(keycloak), realmId, credentialId);
    }
}
