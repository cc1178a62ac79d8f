package dev.keyhold.support;

import org.keycloak.common.ClientConnection;

/** The bridge's connection with the person's address in place of the bridge's. */
final class PersonConnection implements ClientConnection {
    private final ClientConnection bridge;
    private final String address;

    PersonConnection(ClientConnection bridge, String address) {
        this.bridge = bridge;
        this.address = address;
    }

    @Override
    public String getRemoteAddr() {
        return address;
    }

    @Override
    public String getRemoteHost() {
        return address;
    }

    @Override
    public int getRemotePort() {
        return bridge.getRemotePort();
    }

    @Override
    public String getLocalAddr() {
        return bridge.getLocalAddr();
    }

    @Override
    public int getLocalPort() {
        return bridge.getLocalPort();
    }
}
