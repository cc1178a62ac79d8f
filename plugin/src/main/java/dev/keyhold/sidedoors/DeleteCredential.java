package dev.keyhold.sidedoors;

import dev.keyhold.support.Overriding;
import dev.keyhold.support.StartedAction;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.authentication.requiredactions.DeleteCredentialAction;
import org.keycloak.models.KeycloakSession;

/** Keycloak's "Delete Credential", which takes a factor away without a proof: nobody starts it from outside. */
public final class DeleteCredential extends DeleteCredentialAction {
    private final KeycloakSession keycloak;

    /** As a factory. */
    public DeleteCredential() {
        this(null);
    }

    private DeleteCredential(KeycloakSession keycloak) {
        this.keycloak = keycloak;
    }

    @Override
    public RequiredActionProvider create(KeycloakSession session) {
        return new DeleteCredential(session);
    }

    @Override
    public InitiatedActionSupport initiatedActionSupport() {
        return StartedAction.support(keycloak, getId(), super.initiatedActionSupport());
    }

    @Override
    public int order() {
        return Overriding.ORDER;
    }
}
