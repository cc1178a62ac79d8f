package dev.keyhold;

import dev.keyhold.support.Database;
import dev.keyhold.support.ManagedRealm;
import dev.keyhold.support.Release;
import dev.keyhold.support.RouteTable;
import dev.keyhold.support.Tree;
import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Serves {@code /realms/{realm}/keyhold} in managed realms; in every other realm there is no such path. */
public final class RealmTreeFactory implements RealmResourceProviderFactory, ServerInfoAwareProviderFactory {
    private static final Logger LOG = Logger.getLogger(RealmTreeFactory.class);

    private static final String LOG_DAYS = "securityLogDays";
    // The security log reaches back a year and a little.
    private static final int DEFAULT_LOG_DAYS = 400;

    private final Rooms rooms = new Rooms(Clock.systemUTC());
    private final RouteTable routes = rooms.routes();
    private Duration logRetention = Duration.ofDays(DEFAULT_LOG_DAYS);

    @Override
    public String getId() {
        return Release.NAME;
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new RealmTree(session, routes);
    }

    private record RealmTree(KeycloakSession session, RouteTable routes) implements RealmResourceProvider {
        @Override
        public Object getResource() {
            // Null makes Keycloak answer as if no such extension were there.
            return ManagedRealm.isManaged(session.getContext().getRealm()) ? Tree.forUsers(session, routes) : null;
        }

        @Override
        public void close() {
        }
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(new Deletions(rooms.rows()));
        KeyholdRetention retention = new KeyholdRetention(rooms.agedRows(logRetention), Database::apart);
        factory.register(event -> {
            if (event instanceof PostMigrationEvent) {
                retention.schedule(factory);
            }
        });
        LOG.infof("Keyhold %s is here", Release.version());
        if (Release.isBelowFloor()) {
            LOG.warnf("Keycloak %s is below %s, the oldest version without known holes that undo what Keyhold promises. Keyhold works; upgrade Keycloak.",
                Release.keycloak(), Release.FLOOR);
        }
    }

    @Override
    public Map<String, String> getOperationalInfo() {
        return Release.operationalInfo();
    }

    @Override
    public void init(Config.Scope config) {
        int days = config.getInt(LOG_DAYS, DEFAULT_LOG_DAYS);
        if (days < 1) {
            throw new IllegalArgumentException("spi-realm-restapi-extension--keyhold--security-log-days: a number of days from 1 is expected");
        }
        logRetention = Duration.ofDays(days);
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return ProviderConfigurationBuilder.create().property().name(LOG_DAYS).type("int").defaultValue(DEFAULT_LOG_DAYS)
            .helpText("Days after which rows of the users' security log are removed.").add().build();
    }

    @Override
    public void close() {
    }
}
