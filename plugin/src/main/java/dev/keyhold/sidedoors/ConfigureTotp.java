package dev.keyhold.sidedoors;

import dev.keyhold.support.Overriding;
import dev.keyhold.support.StartedAction;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.authentication.requiredactions.UpdateTotp;
import org.keycloak.models.KeycloakSession;

/** Keycloak's "Configure OTP": it runs where a flow or an administrator demands it, and nobody starts it from outside. */
public final class ConfigureTotp extends UpdateTotp {
    private final KeycloakSession keycloak;

    /** As a factory. */
    public ConfigureTotp() {
        this(null);
    }

    private ConfigureTotp(KeycloakSession keycloak) {
        this.keycloak = keycloak;
    }

    @Override
    public RequiredActionProvider create(KeycloakSession session) {
        return new ConfigureTotp(session);
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
