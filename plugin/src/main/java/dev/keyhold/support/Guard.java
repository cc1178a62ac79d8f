package dev.keyhold.support;

import org.jboss.logging.Logger;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.managers.AppAuthManager;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;

import java.util.Optional;

/**
 * Lets a request in only with two tokens: the person's own, made for Keyhold by the realm's bridge, and that of the bridge's
 * service account. The person's address and agent are believed only after the second one proved good.
 */
final class Guard {
    static final String BRIDGE_TOKEN = "X-Keyhold-Bridge";
    static final String CLIENT_IP = "X-Keyhold-Client-Ip";
    static final String USER_AGENT = "X-Keyhold-User-Agent";
    private static final String AUDIENCE = "keyhold";
    private static final String SYNC_ROLE = "sync";
    private static final Logger LOG = Logger.getLogger(Guard.class);

    private final KeycloakSession keycloak;

    Guard(KeycloakSession keycloak) {
        this.keycloak = keycloak;
    }

    Caller admit() {
        // The bridge first, the person second: each check leaves its subject in Keycloak's context, and the rest of the request must run as the person.
        AuthResult bridge = bridge();
        AuthResult person = new AppAuthManager.BearerTokenAuthenticator(keycloak).authenticate();
        RealmModel realm = keycloak.getContext().getRealm();
        if (person == null) {
            throw Problems.notSignedIn().asException();
        }
        if (person.user().getServiceAccountClientLink() != null) {
            throw refuse("a service account is no person");
        }
        if (!person.token().hasAudience(AUDIENCE) || !hasSession(person)) {
            throw Problems.notSignedIn().asException();
        }
        String bridgeClient = ManagedRealm.bridgeClient(realm);
        if (bridgeClient == null || !bridgeClient.equals(person.token().getIssuedFor())) {
            throw refuse("the person's token is another client's");
        }
        if (bridge == null || !isBridge(bridge, bridgeClient, realm)) {
            throw refuse("no good token of the bridge beside the person's");
        }
        return believe(person, realm);
    }

    private AuthResult bridge() {
        String token = header(BRIDGE_TOKEN);
        return token == null || token.isBlank() ? null : new AppAuthManager.BearerTokenAuthenticator(keycloak).setTokenString(token).authenticate();
    }

    private static boolean hasSession(AuthResult person) {
        // A token without a session id (personal and other light tokens) has nothing a proof could be bound to.
        return person.token().getSessionId() != null && person.session() != null
            && person.session().getPersistenceState() != UserSessionModel.SessionPersistenceState.TRANSIENT;
    }

    // The role must stand in the token and in the model: the token shows the client's scope, the model that nobody took it away since.
    private static boolean isBridge(AuthResult bridge, String bridgeClient, RealmModel realm) {
        AccessToken.Access access = bridge.token().getResourceAccess(AUDIENCE);
        ClientModel keyhold = realm.getClientByClientId(AUDIENCE);
        RoleModel sync = keyhold == null ? null : keyhold.getRole(SYNC_ROLE);
        return bridgeClient.equals(bridge.token().getIssuedFor())
            && bridge.client().getId().equals(bridge.user().getServiceAccountClientLink())
            && access != null && access.isUserInRole(SYNC_ROLE)
            && sync != null && bridge.user().hasRole(sync);
    }

    private Caller believe(AuthResult person, RealmModel realm) {
        Optional<String> address = ClientAddress.canonical(header(CLIENT_IP));
        String agent = header(USER_AGENT);
        // From here on Keycloak's own events, brute-force detection and device parsing see the person, not the bridge.
        address.ifPresent(ip -> keycloak.getContext().setConnection(new PersonConnection(keycloak.getContext().getConnection(), ip)));
        keycloak.getContext().setHttpRequest(new PersonRequest(keycloak.getContext().getHttpRequest(), agent));
        return new Caller(keycloak, realm, person.user(), person.session(), address.orElse(null), new PersonDevice(keycloak, agent));
    }

    private String header(String name) {
        return keycloak.getContext().getRequestHeaders().getHeaderString(name);
    }

    private static ProblemException refuse(String why) {
        LOG.debugf("Refused a call: %s", why);
        return Problems.forbiddenCaller().asException();
    }
}
