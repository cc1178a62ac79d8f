package dev.keyhold.support;

import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.sessions.AuthenticationSessionModel;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** What a realm declares about Keyhold, in its attributes {@code keyhold.*}. */
public final class ManagedRealm {
    private ManagedRealm() {
    }

    /** Only such a realm sees Keyhold at all; for every other one the JAR is as good as absent. */
    public static boolean isManaged(RealmModel realm) {
        return realm != null && "true".equals(realm.getAttribute("keyhold.enabled"));
    }

    /** The client id of the one bridge whose calls count, or null when none is declared. */
    public static String bridgeClient(RealmModel realm) {
        return realm.getAttribute("keyhold.bridge-client");
    }

    /** Whether this sign-in leads to the realm's page itself. */
    public static boolean isToPage(AuthenticationSessionModel signIn) {
        ClientModel client = signIn.getClient();
        return client != null && client.getClientId().equals(bridgeClient(signIn.getRealm()));
    }

    /** Where the realm's page is, as its browsers know it; empty when none is declared that a browser could go to. */
    public static Optional<URI> pageUrl(RealmModel realm) {
        String declared = realm.getAttribute("keyhold.page-url");
        return Optional.ofNullable(declared).filter(url -> url.matches("https?://[^\\s\"'<>\\\\]+")).flatMap(ManagedRealm::parsed);
    }

    private static Optional<URI> parsed(String url) {
        try {
            return Optional.of(new URI(url));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
