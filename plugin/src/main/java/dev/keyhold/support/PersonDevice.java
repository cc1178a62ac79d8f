package dev.keyhold.support;

import org.keycloak.device.DeviceRepresentationProvider;
import org.keycloak.models.KeycloakSession;

import java.util.function.Supplier;

/** The device of the request's person in words, parsed by Keycloak at most once and only when somebody asks. */
final class PersonDevice implements Supplier<Device> {
    private final KeycloakSession keycloak;
    private final String userAgent;
    private Device words;

    /** @param userAgent as the request's context tells it, too; null when the bridge told none */
    PersonDevice(KeycloakSession keycloak, String userAgent) {
        this.keycloak = keycloak;
        this.userAgent = userAgent;
    }

    @Override
    public Device get() {
        if (words == null) {
            words = userAgent == null
                ? Device.UNKNOWN
                : Device.of(keycloak.getProvider(DeviceRepresentationProvider.class).deviceRepresentation());
        }
        return words;
    }
}
