package dev.keyhold.passkeys;

import dev.keyhold.reauthentication.Operation;
import dev.keyhold.support.TestTree.Answer;
import dev.keyhold.testing.Stub;
import dev.keyhold.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.RootAuthenticationSessionModel;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.keycloak.authentication.InitiatedActionSupport.NOT_SUPPORTED;
import static org.keycloak.authentication.InitiatedActionSupport.SUPPORTED;

/** Threat: a live session alone registers a key on Keycloak's page. Bound: one start, by this user, in this session, from the bridge, after a proof. */
class RedirectsTest {
    private static TestDatabase database;

    private final KeysWorld world = new KeysWorld(database);
    private final Set<String> imposed = new HashSet<>();

    @BeforeAll
    static void open() {
        database = TestDatabase.open("META-INF/keyhold-changelog.xml", KeysWorld.ENTITIES);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private Answer lead(KeyKind kind) {
        return world.request(world.grant(Operation.PASSKEYS_ENROL, kind.word()), tree -> tree.post("passkeys/redirects", "{\"kind\":\"" + kind.word() + "\"}"));
    }

    /** A sign-in inside the session, with {@code kc_action}. */
    private final class SignIn {
        private final Map<String, String> notes = new HashMap<>();
        private final String session;
        private final String client;

        SignIn(String session, String client) {
            this.session = session;
            this.client = client;
        }

        InitiatedActionSupport start(KeyKind kind) {
            UserModel user = Stub.of(UserModel.class).with("getId", world.userId).answering("getRequiredActionsStream", none -> imposed.stream()).make();
            AuthenticationSessionModel signIn = Stub.of(AuthenticationSessionModel.class)
                .with("getAuthenticatedUser", user).with("getRealm", world.realm()).with("getRequiredActions", Set.of())
                .with("getClient", Stub.of(ClientModel.class).with("getClientId", client).make())
                .with("getParentSession", Stub.of(RootAuthenticationSessionModel.class).with("getId", session).make())
                .answering("getAuthNote", names -> notes.get((String) names[0]))
                .answering("setAuthNote", note -> notes.put((String) note[0], (String) note[1])).make();
            KeycloakSession keycloak = Stub.of(KeycloakSession.class).with("singleUseObjects", world.singleUseObjects())
                .with("getContext", Stub.of(KeycloakContext.class).with("getAuthenticationSession", signIn).with("getRealm", world.realm()).make()).make();
            return (kind == KeyKind.PASSKEY ? new RegisterPasskey().createProvider(keycloak, null) : new RegisterSecurityKey().createProvider(keycloak, null))
                .initiatedActionSupport();
        }
    }

    @Test
    void theActionStartsOnceAfterTheProof() {
        Answer led = lead(KeyKind.PASSKEY);
        assertThat(led.status()).isEqualTo(200);
        assertThat(led.body().get("action").asText()).isEqualTo("webauthn-register-passwordless");
        assertThat(led.body().get("expiresAt").asText()).isEqualTo("2026-11-23T09:05:00Z");
        SignIn signIn = new SignIn("mine", "bridge");
        assertThat(signIn.start(KeyKind.PASSKEY)).isEqualTo(SUPPORTED);
        // Keycloak asks more than once.
        assertThat(signIn.start(KeyKind.PASSKEY)).isEqualTo(SUPPORTED);
        assertThat(new SignIn("mine", "bridge").start(KeyKind.PASSKEY)).isEqualTo(NOT_SUPPORTED);
    }

    @Test
    void nothingElseIsOpenedByIt() {
        lead(KeyKind.PASSKEY);
        assertThat(new SignIn("mine", "bridge").start(KeyKind.SECURITY_KEY)).isEqualTo(NOT_SUPPORTED);
        assertThat(new SignIn("another", "bridge").start(KeyKind.PASSKEY)).isEqualTo(NOT_SUPPORTED);
        assertThat(new SignIn("mine", "account-console").start(KeyKind.PASSKEY)).isEqualTo(NOT_SUPPORTED);
        world.singleUse.replaceAll((key, note) -> Map.of("user", "somebody else"));
        assertThat(new SignIn("mine", "bridge").start(KeyKind.PASSKEY)).isEqualTo(NOT_SUPPORTED);
    }

    @Test
    void withoutAProofThereIsNoLead() {
        Answer refused = world.request(null, tree -> tree.post("passkeys/redirects", "{\"kind\":\"passkey\"}"));
        assertThat(refused.problem()).isEqualTo("step-up-required");
        Answer other = world.request(world.grant(Operation.PASSKEYS_ENROL, "security-key"), tree -> tree.post("passkeys/redirects", "{\"kind\":\"passkey\"}"));
        assertThat(other.problem()).isEqualTo("step-up-required");
        world.steps = List.of();
        assertThat(lead(KeyKind.PASSKEY).problem()).isEqualTo("passkeys-off");
        assertThat(world.singleUse).isEmpty();
    }

    /** Threat: naming an imposed action in the address would be a way past it. */
    @Test
    void imposedActionsRunAndOtherRealmsAreAsKeycloakHasThem() {
        imposed.add("webauthn-register");
        assertThat(new SignIn("mine", "bridge").start(KeyKind.SECURITY_KEY)).isEqualTo(SUPPORTED);
        world.realmAttributes.remove("keyhold.enabled");
        assertThat(new SignIn("mine", "any").start(KeyKind.PASSKEY)).isEqualTo(SUPPORTED);
    }
}
