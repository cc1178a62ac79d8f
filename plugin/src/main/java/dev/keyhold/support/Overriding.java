package dev.keyhold.support;

/** Keyhold's providers stand in for Keycloak's own of the same id. A class from outside Keycloak wins already; the order keeps other plugins from winning over it. */
public final class Overriding {
    public static final int ORDER = 100;

    private Overriding() {
    }
}
