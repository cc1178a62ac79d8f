package dev.keyhold;

import dev.keyhold.support.ManagedRealm;
import dev.keyhold.support.Release;
import dev.keyhold.support.RouteTable;
import dev.keyhold.support.Tree;
import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ServerInfoAwareProviderFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

import java.time.Clock;
import java.util.Map;

/** Serves {@code /realms/{realm}/keyhold} in managed realms; in every other realm there is no such path. */
public final class RealmTreeFactory implements RealmResourceProviderFactory, ServerInfoAwareProviderFactory {
    private static final Logger LOG = Logger.getLogger(RealmTreeFactory.class);

    private final Rooms rooms = new Rooms(Clock.systemUTC());
    private final RouteTable routes = rooms.routes();

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
    }

    @Override
    public void close() {
    }
}
