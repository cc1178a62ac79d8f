package dev.keyhold.support;

import org.keycloak.Config;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;

import java.util.List;

/** A step of a flow that has nothing to configure. What it asks for is made in Keyhold's page, after a proof; never in the middle of a sign-in. */
public interface PlainStep extends AuthenticatorFactory {
    @Override
    default boolean isConfigurable() {
        return false;
    }

    @Override
    default boolean isUserSetupAllowed() {
        return false;
    }

    @Override
    default List<ProviderConfigProperty> getConfigProperties() {
        return List.of();
    }

    @Override
    default void init(Config.Scope config) {
    }

    @Override
    default void postInit(KeycloakSessionFactory factory) {
    }

    @Override
    default void close() {
    }
}
