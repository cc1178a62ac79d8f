package dev.keyhold.support;

/** A room's door to the tree {@code /realms/{realm}/keyhold}. */
public interface Room {
    void declare(RouteTable routes);
}
