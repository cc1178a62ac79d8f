package dev.keyhold.support;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Every route of one tree. A route cannot be declared without saying what it is: {@link #open} to anybody, a {@link #read}
 * for a guarded caller, or a {@link #change}, which an impersonated session may not make. What is not declared does not exist.
 */
public final class RouteTable {
    enum Access { OPEN, READ, CHANGE }

    record Route(String method, List<String> template, Access access, Function<Exchange, Object> action) {
    }

    /** @param allowed the methods declared for the path; empty when there is no such path */
    record Match(Route route, Map<String, String> path, List<String> allowed) {
    }

    private final List<Route> routes = new ArrayList<>();

    public void open(String path, Supplier<Object> action) {
        routes.add(new Route("GET", pieces(path), Access.OPEN, exchange -> action.get()));
    }

    public void read(String path, Function<Exchange, Object> action) {
        routes.add(new Route("GET", pieces(path), Access.READ, action));
    }

    public void change(String method, String path, Function<Exchange, Object> action) {
        if (method.equals("GET")) {
            throw new IllegalArgumentException("No GET changes anything");
        }
        routes.add(new Route(method, pieces(path), Access.CHANGE, action));
    }

    /** Every declared route as {@code METHOD /path ACCESS}. */
    public List<String> describe() {
        return routes.stream().map(route -> route.method() + " /" + String.join("/", route.template()) + " " + route.access()).toList();
    }

    Match match(String method, String path) {
        List<String> pieces = pieces(path);
        List<Route> here = routes.stream().filter(route -> bind(route.template(), pieces) != null).toList();
        Route route = here.stream().filter(candidate -> candidate.method().equals(method)).findFirst().orElse(null);
        return new Match(route, route == null ? Map.of() : bind(route.template(), pieces), here.stream().map(Route::method).collect(Collectors.toList()));
    }

    private static List<String> pieces(String path) {
        return List.of(path.split("/", -1));
    }

    private static Map<String, String> bind(List<String> template, List<String> pieces) {
        if (template.size() != pieces.size()) {
            return null;
        }
        Map<String, String> bound = new HashMap<>();
        for (int i = 0; i < pieces.size(); i++) {
            String name = template.get(i);
            if (name.startsWith("{")) {
                bound.put(name.substring(1, name.length() - 1), pieces.get(i));
            } else if (!name.equals(pieces.get(i))) {
                return null;
            }
        }
        return bound;
    }
}
