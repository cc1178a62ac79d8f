package dev.keyhold;

import dev.keyhold.testing.Stub;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;
import org.keycloak.timer.TimerProvider;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RealmTreeFactoryTest {
    private final RealmTreeFactory factory = new RealmTreeFactory();

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void aRetentionThatKeepsNothingStopsTheStart(int days) {
        assertThatThrownBy(() -> factory.init(days(days))).hasMessageContaining("security-log-days");
    }

    /** Before that the tables may not be there yet. */
    @Test
    void theTaskIsScheduledOnceKeycloakHasMigrated() {
        List<ProviderEventListener> listeners = new ArrayList<>();
        List<Object> scheduled = new ArrayList<>();
        TimerProvider timer = Stub.of(TimerProvider.class).answering("schedule", arguments -> scheduled.add(arguments[0]) ? null : null).make();
        KeycloakSessionFactory keycloak = Stub.of(KeycloakSessionFactory.class)
            .answering("register", arguments -> listeners.add((ProviderEventListener) arguments[0]) ? null : null)
            .with("create", Stub.of(KeycloakSession.class).with("getProvider", timer).with("close", null).make()).make();
        factory.init(days(30));
        factory.postInit(keycloak);
        listeners.forEach(listener -> listener.onEvent(new ProviderEvent() {
        }));
        assertThat(scheduled).isEmpty();
        listeners.forEach(listener -> listener.onEvent(new PostMigrationEvent(keycloak)));
        assertThat(scheduled).hasSize(1);
    }

    private static Config.Scope days(int days) {
        return Stub.of(Config.Scope.class).with("getInt", days).make();
    }
}
