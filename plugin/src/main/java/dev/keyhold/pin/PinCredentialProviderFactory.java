package dev.keyhold.pin;

import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.credential.CredentialModel;
import org.keycloak.credential.CredentialProvider;
import org.keycloak.credential.CredentialProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;
import org.keycloak.provider.ServerInfoAwareProviderFactory;

import java.util.List;
import java.util.Map;

/** Tells Keycloak the kind of credential {@code keyhold-pin}, and has the server's keys for it. */
public final class PinCredentialProviderFactory implements CredentialProviderFactory<PinCredentialProvider>, ServerInfoAwareProviderFactory {
    private static final Logger LOG = Logger.getLogger(PinCredentialProviderFactory.class);

    private Peppers peppers = Peppers.NONE;

    @Override
    public String getId() {
        return StoredPin.TYPE;
    }

    @Override
    public CredentialProvider<CredentialModel> create(KeycloakSession keycloak) {
        return new PinCredentialProvider(keycloak, peppers);
    }

    @Override
    public void init(Config.Scope config) {
        peppers = Peppers.read(config.get(Peppers.OPTION));
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        if (peppers.current().isEmpty()) {
            LOG.warn("Keyhold has no key for PINs: none can be set or checked. Set spi-credential--keyhold-pin--pepper where a realm wants PINs.");
        }
    }

    /** Ids of keys, never a key. */
    @Override
    public Map<String, String> getOperationalInfo() {
        return Map.of("keyhold-pin-pepper", peppers.current().isEmpty() ? "missing" : String.join(",", peppers.ids()));
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return ProviderConfigurationBuilder.create().property().name(Peppers.OPTION).type(ProviderConfigProperty.STRING_TYPE).secret(true)
            .helpText("Keys that PINs are hashed with, as <key id>:<base64 of at least 32 bytes>, the current one first, older ones after commas.").add().build();
    }

    @Override
    public void close() {
    }
}
