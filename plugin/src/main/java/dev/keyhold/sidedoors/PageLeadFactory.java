package dev.keyhold.sidedoors;

import dev.keyhold.support.ManagedRealm;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * {@code /realms/{realm}/keyhold-page/{room}} leads a browser to the realm's declared page, to the card of that room: Keycloak's
 * account theme knows its realm, but not where that realm's page is. It leads nowhere else and tells nobody anything.
 */
public final class PageLeadFactory implements RealmResourceProviderFactory {
    private static final Pattern ROOM = Pattern.compile("[a-z]{1,20}(-[a-z]{1,20}){0,3}");

    @Override
    public String getId() {
        return "keyhold-page";
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new PageLead(session.getContext().getRealm());
    }

    private record PageLead(RealmModel realm) implements RealmResourceProvider {
        @Override
        public Object getResource() {
            // Null makes Keycloak answer as if no such extension were there.
            return ManagedRealm.isManaged(realm) ? ManagedRealm.pageUrl(realm).map(Lead::new).orElse(null) : null;
        }

        @Override
        public void close() {
        }
    }

    /** What JAX-RS calls. */
    public static final class Lead {
        private final URI page;

        Lead(URI page) {
            this.page = page;
        }

        @GET
        public Response toPage() {
            return to(page);
        }

        @GET
        @Path("{room}")
        public Response toRoom(@PathParam("room") String room) {
            if (!ROOM.matcher(room).matches()) {
                throw new NotFoundException();
            }
            return to(URI.create(page.toString().replaceAll("/$", "") + '/' + room));
        }

        // Keycloak refuses an answer without a media type.
        private static Response to(URI address) {
            return Response.seeOther(address).type(MediaType.TEXT_PLAIN_TYPE).header("Cache-Control", "no-store").build();
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
