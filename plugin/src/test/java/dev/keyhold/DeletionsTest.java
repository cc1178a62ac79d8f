package dev.keyhold;

import dev.keyhold.support.UserRows;
import dev.keyhold.testing.Stub;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.provider.ProviderEvent;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class DeletionsTest {
    private final List<String> removed = new ArrayList<>();
    private final Deletions deletions = new Deletions(List.of(new UserRows() {
        @Override
        public void removeUser(EntityManager em, String realmId, String userId) {
            removed.add(realmId + "/" + userId);
        }

        @Override
        public void removeRealm(EntityManager em, String realmId) {
            removed.add(realmId);
        }
    }));
    private final RealmModel realm = Stub.of(RealmModel.class).with("getId", "realm").make();
    private final KeycloakSession keycloak = Stub.of(KeycloakSession.class)
        .with("getProvider", Stub.of(JpaConnectionProvider.class).with("getEntityManager", Stub.of(EntityManager.class).make()).make()).make();

    @Test
    void aUserTakesTheirRowsAlong() {
        deletions.onEvent(Stub.of(UserModel.UserRemovedEvent.class).with("getKeycloakSession", keycloak).with("getRealm", realm)
            .with("getUser", Stub.of(UserModel.class).with("getId", "user").make()).make());
        assertThat(removed).containsExactly("realm/user");
    }

    @Test
    void aRealmTakesItsRowsAlong() {
        deletions.onEvent(Stub.of(RealmModel.RealmRemovedEvent.class).with("getKeycloakSession", keycloak).with("getRealm", realm).make());
        assertThat(removed).containsExactly("realm");
    }

    @Test
    void otherEventsRemoveNothing() {
        deletions.onEvent(new ProviderEvent() {
        });
        assertThat(removed).isEmpty();
    }
}
