package dev.keyhold.securitylog;

/** Who did it: the person of the account, an administrator, or Keycloak itself. */
public enum Actor {
    USER, ADMINISTRATOR, SYSTEM;

    String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
