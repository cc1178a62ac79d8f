package dev.keyhold.pin;

import dev.keyhold.support.ManagedRealm;
import dev.keyhold.support.Overriding;
import org.keycloak.OAuth2Constants;
import org.keycloak.authentication.authenticators.util.LoAUtil;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.ProtocolMapperUtils;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.mappers.AcrProtocolMapper;
import org.keycloak.protocol.oidc.utils.AcrUtils;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.IDToken;
import org.keycloak.services.managers.AuthenticationManager;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Keycloak's "Authentication Context Class Reference (ACR)": in a managed realm it says {@code keyhold-pin} in the ID token of the one
 * request for which the PIN was just right, and nowhere else. Keycloak's own would say so to everybody who signed in at the level
 * that the realm's map has to give that name. There {@code auth_time} is the moment of the PIN; the session keeps that of its sign-in.
 */
public final class PinAcrMapper extends AcrProtocolMapper {
    /** RFC 8176 §2. */
    private static final String AMR_PIN = "pin";

    @Override
    protected void setClaim(IDToken token, ProtocolMapperModel mapper, UserSessionModel session, KeycloakSession keycloak, ClientSessionContext context) {
        super.setClaim(token, mapper, session, keycloak, context);
        if (!ManagedRealm.isManaged(session.getRealm())) {
            return;
        }
        AuthenticatedClientSessionModel clientSession = context.getClientSession();
        OptionalLong provedAt = isForACode(token, context) && PinPolicy.of(session.getRealm()).mode() != PinMode.OFF
            ? new StepUp(keycloak).take(session.getId(), clientSession.getClient(), context.getAttribute(OIDCLoginProtocol.NONCE_PARAM, String.class))
            : OptionalLong.empty();
        if (provedAt.isPresent()) {
            token.setAcr(StepUp.ACR);
            token.setAuth_time(provedAt.getAsLong());
            addMethod(token);
        } else if (StepUp.ACR.equals(token.getAcr())) {
            token.setAcr(levelOf(clientSession));
        }
    }

    private static boolean isForACode(IDToken token, ClientSessionContext context) {
        return !(token instanceof AccessToken) && OAuth2Constants.AUTHORIZATION_CODE.equals(context.getAttribute(Constants.GRANT_TYPE, String.class));
    }

    // Beside what another mapper has told, where one has.
    private static void addMethod(IDToken token) {
        Set<Object> methods = new LinkedHashSet<>();
        if (token.getOtherClaims().get(OAuth2Constants.AUTHENTICATOR_METHOD_REFERENCE) instanceof Collection<?> told) {
            methods.addAll(told);
        }
        methods.add(AMR_PIN);
        token.setOtherClaims(OAuth2Constants.AUTHENTICATOR_METHOD_REFERENCE, List.copyOf(methods));
    }

    /** As Keycloak tells it to who asked for nothing: by another name of the level, or by its number. */
    private static String levelOf(AuthenticatedClientSessionModel clientSession) {
        int level = LoAUtil.getCurrentLevelOfAuthentication(clientSession);
        if (level < 0) {
            level = AuthenticationManager.isSSOAuthentication(clientSession) ? 0 : 1;
        }
        Map<String, Integer> names = new HashMap<>(AcrUtils.getAcrLoaMap(clientSession.getClient()));
        names.remove(StepUp.ACR);
        String name = AcrUtils.mapLoaToAcr(level, names, names.keySet());
        return name == null ? String.valueOf(level) : name;
    }

    /** The last one: Keycloak's mapper for the session's {@code auth_time} comes before it, and so does one for {@code amr}. */
    @Override
    public int getPriority() {
        return ProtocolMapperUtils.PRIORITY_SCRIPT_MAPPER + 1;
    }

    @Override
    public int order() {
        return Overriding.ORDER;
    }
}
