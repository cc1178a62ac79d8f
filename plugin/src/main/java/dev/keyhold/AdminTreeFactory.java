package dev.keyhold;

import dev.keyhold.support.ManagedRealm;
import dev.keyhold.support.Problems;
import dev.keyhold.support.Release;
import dev.keyhold.support.RouteTable;
import dev.keyhold.support.Tree;
import jakarta.ws.rs.NotFoundException;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProvider;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProviderFactory;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** Serves {@code /admin/realms/{realm}/keyhold} to administrators of managed realms. */
public final class AdminTreeFactory implements AdminRealmResourceProviderFactory {
    @Override
    public String getId() {
        return Release.NAME;
    }

    @Override
    public AdminRealmResourceProvider create(KeycloakSession session) {
        return new AdminTree();
    }

    private static final class AdminTree implements AdminRealmResourceProvider {
        @Override
        public Object getResource(KeycloakSession session, RealmModel realm, AdminPermissionEvaluator auth, AdminEventBuilder adminEvent) {
            if (!ManagedRealm.isManaged(realm)) {
                throw new NotFoundException();
            }
            RouteTable routes = new RouteTable();
            routes.read("", exchange -> new Status(Release.NAME, Release.version(), Release.keycloak(), Release.FLOOR, Release.isBelowFloor(), true));
            return Tree.forAdministrators(session, () -> requireAdministrator(auth), routes);
        }

        // Keycloak lets every valid token of the realm come this far: nothing in front of this line asks for a role.
        private static void requireAdministrator(AdminPermissionEvaluator auth) {
            boolean person = auth.adminAuth().getUser().getServiceAccountClientLink() == null;
            if (!person || !auth.isRealmAdmin()) {
                throw Problems.forbiddenCaller().asException();
            }
        }

        @Override
        public void close() {
        }
    }

    /** What doctor and the admin page ask first. */
    record Status(String name, String version, String keycloakVersion, String floor, boolean belowFloor, boolean enabled) {
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
