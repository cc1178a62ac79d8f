package dev.keyhold;

import dev.keyhold.factors.Preference;
import dev.keyhold.passkeys.KeyFact;
import dev.keyhold.reauthentication.Attempts;
import dev.keyhold.reauthentication.Grant;
import dev.keyhold.recoverycodes.RecoveryCode;
import dev.keyhold.securitylog.SecurityEvent;
import org.keycloak.Config;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

import java.util.List;

/** Adds Keyhold's tables to Keycloak's database; Liquibase makes and changes them when Keycloak starts. */
public final class StoresFactory implements JpaEntityProviderFactory {
    static final String CHANGELOG = "META-INF/keyhold-changelog.xml";
    static final List<Class<?>> ENTITIES = List.of(
        Grant.class, Attempts.class, Preference.class,
        RecoveryCode.class, KeyFact.class,
        SecurityEvent.class);

    @Override
    public String getId() {
        return "keyhold";
    }

    @Override
    public JpaEntityProvider create(KeycloakSession session) {
        return new Stores(getId());
    }

    private record Stores(String getFactoryId) implements JpaEntityProvider {
        @Override
        public List<Class<?>> getEntities() {
            return ENTITIES;
        }

        @Override
        public String getChangelogLocation() {
            return CHANGELOG;
        }

        @Override
        public void close() {
        }
    }

    @Override
    public void init(Config.Scope config) {
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
    }

    @Override
    public void close() {
    }
}
