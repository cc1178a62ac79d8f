package dev.keyhold.support;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;

import java.io.InputStream;
import java.util.function.Supplier;

/**
 * The whole of one REST tree of Keyhold. JAX-RS only hands every request over; the {@link RouteTable} says what exists, so that
 * unknown paths, wrong methods and bad bodies are answered as problems too, and no handler is reachable around the guard.
 */
public final class Tree {
    private static final String ANYTHING = "{path:.*}";
    private static final Logger LOG = Logger.getLogger(Tree.class);

    private final KeycloakSession keycloak;
    private final Supplier<Caller> guard;
    private final RouteTable routes;

    /** @param guard admits the caller of a guarded route, or throws the problem that refuses it */
    Tree(KeycloakSession keycloak, Supplier<Caller> guard, RouteTable routes) {
        this.keycloak = keycloak;
        this.guard = guard;
        this.routes = routes;
    }

    /** The tree of the realm's users: both tokens on every route that is not open. */
    public static Tree forUsers(KeycloakSession keycloak, RouteTable routes) {
        return new Tree(keycloak, new Guard(keycloak)::admit, routes);
    }

    /** The tree of administrators. Its routes get no caller: what they need of the administrator they are built with. */
    public static Tree forAdministrators(KeycloakSession keycloak, Runnable guard, RouteTable routes) {
        return new Tree(keycloak, () -> {
            guard.run();
            return null;
        }, routes);
    }

    @GET
    @Path(ANYTHING)
    public Response get(@PathParam("path") String path) {
        return answer("GET", path, null);
    }

    @POST
    @Path(ANYTHING)
    @Consumes(MediaType.WILDCARD)
    public Response post(@PathParam("path") String path, InputStream body) {
        return answer("POST", path, body);
    }

    @PUT
    @Path(ANYTHING)
    @Consumes(MediaType.WILDCARD)
    public Response put(@PathParam("path") String path, InputStream body) {
        return answer("PUT", path, body);
    }

    @PATCH
    @Path(ANYTHING)
    @Consumes(MediaType.WILDCARD)
    public Response patch(@PathParam("path") String path, InputStream body) {
        return answer("PATCH", path, body);
    }

    @DELETE
    @Path(ANYTHING)
    @Consumes(MediaType.WILDCARD)
    public Response delete(@PathParam("path") String path) {
        return answer("DELETE", path, null);
    }

    private Response answer(String method, String path, InputStream body) {
        try {
            Object result = run(method, path, body);
            // A row that the database refuses must refuse the request, not turn into Keycloak's own error at commit.
            Database.of(keycloak).flush();
            return success(result);
        } catch (ProblemException e) {
            keycloak.getTransactionManager().setRollbackOnly();
            return e.problem().toResponse();
        } catch (RuntimeException e) {
            keycloak.getTransactionManager().setRollbackOnly();
            LOG.errorf(e, "A %s below keyhold failed (request %s)", method, requestId());
            return Problems.internal().toResponse();
        }
    }

    private static Response success(Object result) {
        Response.ResponseBuilder response = result == null ? Response.noContent()
            : result instanceof Created created ? Response.status(Response.Status.CREATED).type(MediaType.APPLICATION_JSON_TYPE).entity(Json.write(created.body()))
            : Response.ok(Json.write(result), MediaType.APPLICATION_JSON_TYPE);
        return response.header("Cache-Control", "no-store").build();
    }

    private Object run(String method, String path, InputStream body) {
        RouteTable.Match match = routes.match(method, path);
        RouteTable.Route route = match.route();
        if (route != null && route.access() == RouteTable.Access.OPEN) {
            return route.action().apply(null);
        }
        // Before the path is judged: a stranger learns nothing about what exists.
        Caller caller = guard.get();
        if (match.allowed().isEmpty()) {
            throw Problems.notFound().asException();
        }
        if (route == null) {
            throw Problems.methodNotAllowed(String.join(", ", match.allowed())).asException();
        }
        if (route.access() == RouteTable.Access.CHANGE && caller.isImpersonated()) {
            throw Problems.impersonated().asException();
        }
        return route.action().apply(new Exchange(caller, keycloak.getContext().getRequestHeaders(), match.path(), body));
    }

    private String requestId() {
        String id = keycloak.getContext().getRequestHeaders().getHeaderString("X-Request-Id");
        return id != null && id.matches("[A-Za-z0-9._-]{1,64}") ? id : "-";
    }
}
