package dev.keyhold.password;

/**
 * What the page shows of the password.
 *
 * @param changedAt null when Keycloak does not keep it
 * @param provider  the name of the place that keeps it, or null
 */
record PasswordView(String state, String changedAt, String provider) {
}
