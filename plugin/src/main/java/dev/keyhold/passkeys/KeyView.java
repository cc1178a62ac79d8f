package dev.keyhold.passkeys;

import dev.keyhold.support.Caller;
import dev.keyhold.support.Database;
import dev.keyhold.support.Device;
import dev.keyhold.support.Json;
import org.keycloak.authentication.authenticators.browser.WebAuthnAuthenticatorMetadata;
import org.keycloak.authentication.authenticators.browser.WebAuthnMetadataService;
import org.keycloak.common.Version;
import org.keycloak.urls.UrlType;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Shows a user's keys, with what Keycloak knows of their models and Keyhold of their use. */
record KeyView(URI keycloak, Map<String, KeyFact> facts) {
    // Where Keycloak's own account page takes the icons from.
    private static final String ICONS = "account/keycloak.v3/passkeys";
    private static final WebAuthnMetadataService MODELS = new WebAuthnMetadataService();

    static KeyView of(Caller caller, KeyFacts facts) {
        return new KeyView(caller.keycloak().getContext().getUri(UrlType.FRONTEND).getBaseUri(),
            facts.of(Database.of(caller.keycloak()), caller.realm().getId(), caller.user().getId()));
    }

    /** What an authenticator of this model is called; null when Keycloak does not know it. */
    static String model(String aaguid) {
        return MODELS.getAuthenticatorProvider(aaguid);
    }

    Item item(Key key) {
        WebAuthnAuthenticatorMetadata model = MODELS.getAuthenticatorMetadata(key.aaguid());
        KeyFact fact = facts.get(key.id());
        Key.Descriptor descriptor = key.descriptor();
        // Rows that were moved here from very old versions of Keycloak may have no date.
        long created = key.stored().getCreatedDate() == null ? 0 : key.stored().getCreatedDate();
        return new Item(key.id(), key.label(), model == null ? null : model.name(), icon(model), Json.time(Instant.ofEpochMilli(created)),
            fact == null || fact.lastUsedAt == null ? null : Json.time(Instant.ofEpochMilli(fact.lastUsedAt)),
            fact == null ? null : fact.lastUsedWith(), fact == null ? null : fact.synced, descriptor.id(), descriptor.transports());
    }

    List<Item> items(List<Key> keys) {
        return keys.stream().map(this::item).toList();
    }

    private Icon icon(WebAuthnAuthenticatorMetadata model) {
        return model == null || model.iconLight() == null || model.iconDark() == null ? null : new Icon(address(model.iconLight()), address(model.iconDark()));
    }

    private String address(String file) {
        String base = keycloak.toString();
        return base + (base.endsWith("/") ? "" : "/") + "resources/" + Version.RESOURCES_VERSION + "/" + ICONS + "/" + file;
    }

    /** Addresses of pictures for a light and for a dark page. */
    record Icon(String light, String dark) {
    }

    /**
     * One key as the page shows it.
     *
     * @param model        what its maker calls it, or null
     * @param synced       null when not known
     * @param credentialId what the browser knows it by
     */
    record Item(String id, String label, String model, Icon icon, String createdAt, String lastUsedAt, Device lastUsedWith, Boolean synced,
                String credentialId, List<String> transports) {
    }
}
