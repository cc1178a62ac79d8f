package dev.keyhold.support;

import org.keycloak.device.DeviceRepresentationProvider;
import org.keycloak.models.KeycloakSession;

import java.util.function.Supplier;

/**
 * Where something came from: through the page, or from a sign-in that is under way.
 *
 * @param sessionId the session it was done from; null at sign-in, where there is none yet
 * @param address   canonical client address, or null when not known
 * @param agent     the device in words; read only where it is needed, since parsing costs
 */
public record Origin(String sessionId, String address, Supplier<Device> agent) {

    public static Origin of(Caller caller) {
        return new Origin(caller.userSession().getId(), caller.address(), caller.agent());
    }

    /** The person in front of a sign-in page. */
    public static Origin ofSignIn(KeycloakSession keycloak) {
        String address = ClientAddress.canonical(keycloak.getContext().getConnection().getRemoteAddr()).orElse(null);
        return new Origin(null, address, () -> Device.of(keycloak.getProvider(DeviceRepresentationProvider.class).deviceRepresentation()));
    }

    public Device device() {
        return agent.get();
    }
}
