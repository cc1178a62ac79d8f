package dev.keyhold.pin;

import dev.keyhold.testing.Stub;
import jakarta.ws.rs.core.Response;
import org.junit.jupiter.api.Test;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.credential.CredentialModel;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class SetUpPinTest {
    private final Map<String, String> realmAttributes = new HashMap<>(Map.of("keyhold.enabled", "true", "keyhold.pin", "on", "keyhold.bridge-client", "bridge"));
    private final List<String> outcome = new ArrayList<>();
    private final List<CredentialModel> credentials = new ArrayList<>();
    private Set<String> imposed = Set.of();
    private String client = "shop";

    @Test
    void itLeadsToThePageUntilThereIsAPin() throws Exception {
        action().requiredActionChallenge(context());
        action().processAction(context());
        assertThat(outcome).containsExactly("keyhold-pin-lead.ftl", "challenge", "keyhold-pin-lead.ftl", "challenge");
        outcome.clear();
        CredentialModel pin = new CredentialModel();
        StoredPin.write(pin, "one", 0, new CountedArgon2().encodedCredential("x", -1));
        credentials.add(pin);
        action().processAction(context());
        assertThat(outcome).containsExactly("success");
    }

    /** Threat: it stands before the very page that it leads to, and shuts its user out of everything. */
    @Test
    void thePageItselfIsOpenWithoutOneAndTheActionStays() {
        client = "bridge";
        action().requiredActionChallenge(context());
        assertThat(outcome).containsExactly("ignore");
    }

    @Test
    void whereNobodyMaySetOneItHoldsNobodyUp() {
        for (String mode : new String[]{"off", "read-only"}) {
            realmAttributes.put("keyhold.pin", mode);
            action().requiredActionChallenge(context());
        }
        realmAttributes.putAll(Map.of("keyhold.pin", "on", "keyhold.enabled", "false"));
        action().requiredActionChallenge(context());
        assertThat(outcome).containsExactly("success", "success", "success");
    }

    /** Threat: kc_action starts it on the word of a live session; or, named in an address, makes Keycloak skip it where it was imposed. */
    @Test
    void nobodyStartsItFromOutsideAndNobodySkipsIt() {
        assertThat(action().initiatedActionSupport()).isEqualTo(InitiatedActionSupport.NOT_SUPPORTED);
        imposed = Set.of("keyhold-set-up-pin");
        assertThat(action().initiatedActionSupport()).isEqualTo(InitiatedActionSupport.SUPPORTED);
    }

    private RequiredActionProvider action() {
        AuthenticationSessionModel signIn = Stub.of(AuthenticationSessionModel.class).with("getAuthenticatedUser", user())
            .with("getRequiredActions", imposed).make();
        return new SetUpPin().create(Stub.of(KeycloakSession.class)
            .with("getContext", Stub.of(KeycloakContext.class).with("getRealm", realm()).with("getAuthenticationSession", signIn).make()).make());
    }

    private RequiredActionContext context() {
        Stub<LoginFormsProvider> form = Stub.of(LoginFormsProvider.class);
        form.answering("createForm", names -> {
            outcome.add((String) names[0]);
            return Response.ok().build();
        });
        AuthenticationSessionModel signIn = Stub.of(AuthenticationSessionModel.class).with("getRealm", realm())
            .with("getClient", Stub.of(ClientModel.class).with("getClientId", client).make()).make();
        return Stub.of(RequiredActionContext.class).with("getRealm", realm()).with("getAuthenticationSession", signIn).answering("ignore", none -> outcome.add("ignore"))
            .with("getUser", user()).with("form", form.make())
            .answering("challenge", none -> outcome.add("challenge")).answering("success", none -> outcome.add("success")).make();
    }

    private RealmModel realm() {
        return Stub.of(RealmModel.class).answering("getAttribute", names -> realmAttributes.get((String) names[0])).make();
    }

    private UserModel user() {
        return Stub.of(UserModel.class).answering("getRequiredActionsStream", none -> Stream.empty())
            .with("credentialManager", Stub.of(SubjectCredentialManager.class).answering("getStoredCredentialsByTypeStream", types -> credentials.stream()).make()).make();
    }
}
