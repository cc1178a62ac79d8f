package dev.keyhold.pin;

import dev.keyhold.testing.Stub;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.SingleUseObjectProvider;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.ProtocolMapperUtils;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.IDToken;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.RootAuthenticationSessionModel;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What an application asks, and what its tokens say. The realm's map has the name at level 1, as it must. */
class StepUpTest {
    private final Map<String, String> realmAttributes = new HashMap<>(Map.of("keyhold.enabled", "true", "keyhold.pin", "on",
        "acr.loa.map", "{\"keyhold-pin\":1,\"two\":2}"));
    private final Map<String, String> asked = new HashMap<>();
    private final Map<Object, Object> proofs = new HashMap<>();
    private String level = "1";
    private String client = "shop";

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "keyhold-pin | - | true",
        "1 keyhold-pin | - | true",
        "- | {\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"keyhold-pin\"]}}} | true",
        "- | {\"id_token\":{\"acr\":{\"value\":\"keyhold-pin\"}}} | true",
        "- | - | false",
        "two | - | false",
        "keyhold-pinned | - | false",
        "- | no JSON | false"})
    void theStepIsThereWhereItIsAskedFor(String acrValues, String claims, boolean is) {
        asked.put("acr_values", acrValues);
        asked.put("claims", claims);
        assertThat(isRequested()).isEqualTo(is);
        realmAttributes.put("keyhold.pin", "read-only");
        assertThat(isRequested()).isEqualTo(is);
        realmAttributes.put("keyhold.pin", "off");
        assertThat(isRequested()).isFalse();
        realmAttributes.put("keyhold.pin", "on");
        realmAttributes.remove("keyhold.enabled");
        assertThat(isRequested()).isFalse();
    }

    @Test
    void theIdTokenOfThatVeryRequestSaysSoOnce() {
        asked.put("nonce", "n-1");
        prove();
        IDToken token = token(new IDToken(), "authorization_code", "n-1");
        assertThat(token.getAcr()).isEqualTo("keyhold-pin");
        assertThat(token.getOtherClaims().get("amr")).isEqualTo(List.of("pin"));
        assertThat(token.getAuth_time()).isEqualTo(1_700_000_000L);
        assertThat(token(new IDToken(), "authorization_code", "n-1").getAcr()).isEqualTo("1");
    }

    /** Threat: a plain request of another tab, another client, a refresh or an access token passes for the PIN. */
    @Test
    void nothingElseSaysSo() {
        asked.put("acr_values", "keyhold-pin");
        asked.put("nonce", "n-1");
        prove();
        assertThat(token(new IDToken(), "authorization_code", "n-2").getAcr()).isEqualTo("1");
        assertThat(token(new IDToken(), "authorization_code", null).getAcr()).isEqualTo("1");
        assertThat(token(new IDToken(), "refresh_token", "n-1").getAcr()).isEqualTo("1");
        assertThat(token(new IDToken(), null, "n-1").getAcr()).isEqualTo("1");
        assertThat(token(new AccessToken(), "authorization_code", "n-1").getAcr()).isEqualTo("1");
        client = "other";
        assertThat(token(new IDToken(), "authorization_code", "n-1").getAcr()).isEqualTo("1");
        client = "shop";
        assertThat(token(new IDToken(), "authorization_code", "n-1").getAcr()).isEqualTo("keyhold-pin");
    }

    @Test
    void theNumberedLevelsStayAsTheyAre() {
        asked.put("acr_values", "keyhold-pin");
        level = "2";
        assertThat(token(new IDToken(), "authorization_code", "n-1").getAcr()).isEqualTo("two");
        realmAttributes.put("acr.loa.map", "{\"keyhold-pin\":1}");
        assertThat(token(new IDToken(), "authorization_code", "n-1").getAcr()).isEqualTo("2");
        level = null;
        assertThat(token(new IDToken(), "authorization_code", "n-1").getAcr()).isEqualTo("1");
        asked.put("acr_values", "two");
        realmAttributes.put("acr.loa.map", "{\"keyhold-pin\":1,\"two\":2}");
        level = "2";
        assertThat(token(new IDToken(), "authorization_code", "n-1").getAcr()).isEqualTo("two");
    }

    @Test
    void whatWasProvedElsewhereStaysInTheMethods() {
        asked.put("nonce", "n-1");
        prove();
        IDToken token = new IDToken();
        token.setOtherClaims("amr", List.of("pwd"));
        assertThat(token(token, "authorization_code", "n-1").getOtherClaims().get("amr")).isEqualTo(List.of("pwd", "pin"));
    }

    /** Threat: Keycloak's mapper for the session's auth_time has the last word, since mappers of one priority come in any order. */
    @Test
    void everyOtherMapperComesBefore() {
        assertThat(new PinAcrMapper().getPriority()).isGreaterThan(ProtocolMapperUtils.PRIORITY_SCRIPT_MAPPER);
    }

    @Test
    void aRealmThatHasNoPinsAnyMoreSaysSoOfNobody() {
        asked.put("nonce", "n-1");
        prove();
        realmAttributes.put("keyhold.pin", "off");
        assertThat(token(new IDToken(), "authorization_code", "n-1").getAcr()).isEqualTo("1");
    }

    @Test
    void aRealmThatIsNotManagedIsKeycloaksOwn() {
        realmAttributes.remove("keyhold.enabled");
        assertThat(token(new IDToken(), "authorization_code", "n-1").getAcr()).isEqualTo("keyhold-pin");
    }

    private boolean isRequested() {
        return new PinRequested().getSingleton().matchCondition(Stub.of(AuthenticationFlowContext.class).with("getAuthenticationSession", request()).make());
    }

    private void prove() {
        new StepUp(keycloak()).proved(request(), Instant.ofEpochSecond(1_700_000_000));
    }

    private AuthenticationSessionModel request() {
        return Stub.of(AuthenticationSessionModel.class).with("getRealm", realm()).with("getClient", client())
            .answering("getClientNote", names -> asked.get((String) names[0]))
            .with("getParentSession", Stub.of(RootAuthenticationSessionModel.class).with("getId", "session").make()).make();
    }

    private IDToken token(IDToken token, String grant, String nonce) {
        AuthenticatedClientSessionModel clientSession = Stub.of(AuthenticatedClientSessionModel.class).with("getClient", client())
            .answering("getNote", names -> names[0].equals("level-of-authentication") ? level : asked.get((String) names[0])).make();
        ClientSessionContext context = Stub.of(ClientSessionContext.class).with("getClientSession", clientSession)
            .answering("getAttribute", names -> names[0].equals("grant_type") ? grant : names[0].equals("nonce") ? nonce : null).make();
        UserSessionModel session = Stub.of(UserSessionModel.class).with("getId", "session").with("getRealm", realm()).make();
        new PinAcrMapper().setClaim(token, null, session, keycloak(), context);
        return token;
    }

    private KeycloakSession keycloak() {
        return Stub.of(KeycloakSession.class).with("singleUseObjects", Stub.of(SingleUseObjectProvider.class)
            .answering("put", put -> proofs.put(put[0], put[2]))
            .answering("remove", key -> proofs.remove(key[0])).make()).make();
    }

    private ClientModel client() {
        return Stub.of(ClientModel.class).with("getId", client).with("getClientId", client).with("getRealm", realm()).with("getAttribute", null)
            .with("getAttributes", Map.of()).make();
    }

    private RealmModel realm() {
        return Stub.of(RealmModel.class).answering("getAttribute", names -> realmAttributes.get((String) names[0])).make();
    }
}
