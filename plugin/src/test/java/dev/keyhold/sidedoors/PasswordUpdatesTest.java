package dev.keyhold.sidedoors;

import dev.keyhold.factors.Preference;
import dev.keyhold.factors.UserLock;
import dev.keyhold.testing.People;
import dev.keyhold.testing.SettableClock;
import dev.keyhold.testing.Stub;
import dev.keyhold.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserProvider;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

class PasswordUpdatesTest {
    private static final String NOW = "2026-11-23T09:00:00Z";
    private static TestDatabase database;

    private final String user = UUID.randomUUID().toString();
    private final PasswordUpdates updates = new PasswordUpdates(new SettableClock(NOW));

    @BeforeAll
    static void open() {
        database = TestDatabase.open("META-INF/keyhold-changelog.xml", List.of(Preference.class));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void addUser() {
        database.run(em -> {
            UserLock.take(em, database, "realm", user);
            return null;
        });
    }

    /** Threat: a proof given before the rescue of an account outlives it. Bound: it also counts no more where a directory keeps the password. */
    @Test
    void aNewPasswordVoidsTheProofsBeforeIt() {
        tell(EventType.UPDATE_PASSWORD, "true", user);
        assertThat(lastRemoval()).isEqualTo(Instant.parse(NOW).toEpochMilli());
    }

    @ParameterizedTest
    @CsvSource({"LOGIN, true", "UPDATE_PASSWORD_ERROR, true", "UPDATE_PASSWORD, false", "UPDATE_PASSWORD,"})
    void nothingElseDoes(EventType type, String enabled) {
        tell(type, enabled, user);
        assertThat(lastRemoval()).isZero();
    }

    @Test
    void aUserWhoIsGoneStopsNothing() {
        tell(EventType.UPDATE_PASSWORD, "true", UUID.randomUUID().toString());
        tell(EventType.UPDATE_PASSWORD, "true", null);
        assertThat(lastRemoval()).isZero();
    }

    private void tell(EventType type, String enabled, String userId) {
        Event event = new Event();
        event.setType(type);
        event.setUserId(userId);
        database.run(em -> {
            EventListenerProvider listener = updates.create(keycloak(em, enabled));
            listener.onEvent(event);
            return null;
        });
    }

    private KeycloakSession keycloak(EntityManager em, String enabled) {
        RealmModel realm = Stub.of(RealmModel.class).with("getId", "realm").with("getAttribute", enabled).make();
        UserModel known = People.alice().with("getId", user).make();
        return Stub.of(KeycloakSession.class)
            .with("getContext", Stub.of(KeycloakContext.class).with("getRealm", realm).make())
            .with("users", Stub.of(UserProvider.class).answering("getUserById", arguments -> user.equals(arguments[1]) ? known : null).make())
            .with("getProvider", Stub.of(JpaConnectionProvider.class).with("getEntityManager", em).make())
            .with("getKeycloakSessionFactory", null)
            .make();
    }

    private long lastRemoval() {
        return database.run(em -> UserLock.lastRemoval(em, user));
    }
}
