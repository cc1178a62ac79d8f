package dev.keyhold.pin;

import dev.keyhold.securitylog.SecurityLog;
import dev.keyhold.testing.Stub;
import dev.keyhold.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.common.ClientConnection;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.credential.CredentialProvider;
import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.device.DeviceRepresentationProvider;
import org.keycloak.events.EventBuilder;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.SingleUseObjectProvider;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.RootAuthenticationSessionModel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import static dev.keyhold.pin.PinWorld.PIN;
import static org.assertj.core.api.Assertions.assertThat;

class PinAuthenticatorTest {
    private static final String WRONG = "604193";
    private static final String PROOF = "keyhold.pin.session.client.n-0S6";
    private static TestDatabase database;

    private final PinWorld world = new PinWorld(database);
    /** What came of the steps: pages, errors on them, and success. */
    private final List<String> outcome = new ArrayList<>();
    private final Map<String, String> clientNotes = new HashMap<>(Map.of("nonce", "n-0S6"));
    private final Set<String> notes = new HashSet<>(Set.of("SSO_AUTH"));
    private final Map<Object, Long> proofs = new HashMap<>();

    @BeforeAll
    static void open() {
        database = TestDatabase.open("META-INF/keyhold-changelog.xml", PinWorld.ENTITIES);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void aPinIsSet() {
        world.set(PIN);
    }

    @Test
    void aRightPinIsProvedForThisRequestAndIsNoFreshSignIn() {
        step(PinAuthenticator::authenticate, null);
        type(PIN);
        assertThat(outcome).containsExactly("keyhold-pin.ftl", "success keyhold-pin");
        assertThat(proofs).containsOnly(Map.entry(PROOF, 120L));
        assertThat(notes).contains("SSO_AUTH");
    }

    /** Threat: a token of one request passed off as that of another. */
    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void anApplicationWithoutANonceLearnsNothing(String nonce) {
        clientNotes.put("nonce", nonce);
        type(PIN);
        clientNotes.remove("nonce");
        type(PIN);
        assertThat(outcome).containsExactly("success keyhold-pin", "success keyhold-pin");
        assertThat(proofs).isEmpty();
    }

    @Test
    void wrongOnesAreToldCountedAndPauseThePinHereAndOnThePage() {
        for (int left = 4; left > 0; left--) {
            type(WRONG);
            assertThat(outcome).endsWith("keyholdPinWrong " + left, "keyhold-pin.ftl");
        }
        type(WRONG);
        assertThat(outcome).endsWith("keyholdPinPaused 1", "keyhold-pin.ftl");
        outcome.clear();
        type(PIN);
        step(PinAuthenticator::authenticate, null);
        assertThat(outcome).containsExactly("keyholdPinPaused 1", "keyhold-pin.ftl", "keyholdPinPaused 1", "keyhold-pin.ftl");
        assertThat(world.change(PIN, PinWorld.ANOTHER).problem()).isEqualTo("too-many-attempts");
        assertThat(world.argon2.compared).hasValue(5);
        assertThat(proofs).isEmpty();
        assertThat(notes).contains("SSO_AUTH");
        assertThat(world.logged()).containsExactlyInAnyOrder("pin.set", "factor.locked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "83a274", "839 274", "８３９２７４", "٨٣٩٢٧٤", "839", "8392748392741"})
    void whatIsNoPinIsNoTry(String typed) {
        type(typed);
        assertThat(outcome).containsExactly("keyholdPinDigits", "keyhold-pin.ftl");
        assertThat(world.argon2.compared).hasValue(0);
        assertThat(database.rowsOf("KeyholdAttempts", world.userId)).isZero();
    }

    @Test
    void whileAnotherIsCheckedNoneIsTried() {
        world.locks.add("keyhold.reauthentication.check.pin." + world.userId);
        type(PIN);
        assertThat(outcome).containsExactly("keyholdPinBusy", "keyhold-pin.ftl");
    }

    @Test
    void whoHasNoneIsRefusedOrLedToWhereOneIsSet() {
        world.credentials.clear();
        step(PinAuthenticator::authenticate, null);
        assertThat(outcome).containsExactly("keyholdPinMissing", "error 403");
        outcome.clear();
        world.realmAttributes.put("keyhold.pin.missing", "set-up");
        world.realmAttributes.put("keyhold.page-url", "https://account.example.com/security/");
        step(PinAuthenticator::authenticate, null);
        type(null);
        assertThat(outcome).containsExactly("pinUrl https://account.example.com/security/pin", "keyhold-pin-lead.ftl",
            "pinUrl https://account.example.com/security/pin", "keyhold-pin-lead.ftl");
        outcome.clear();
        world.set(PIN);
        type(null);
        type(PIN);
        assertThat(outcome).containsExactly("keyhold-pin.ftl", "success keyhold-pin");
    }

    @Test
    void whereNobodyMaySetOneNobodyIsLedThere() {
        world.credentials.clear();
        world.realmAttributes.putAll(Map.of("keyhold.pin.missing", "set-up", "keyhold.pin", "read-only"));
        step(PinAuthenticator::authenticate, null);
        assertThat(outcome).containsExactly("keyholdPinMissing", "error 403");
    }

    @Test
    void onceDisabledItLeadsToANewOne() {
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < 5; i++) {
                type(WRONG);
            }
            world.clock.forward(Duration.ofHours(1));
        }
        assertThat(outcome).endsWith("keyhold-pin-lead.ftl");
        outcome.clear();
        type(PIN);
        assertThat(outcome).containsExactly("keyhold-pin-lead.ftl");
        world.realmAttributes.put("keyhold.pin", "read-only");
        outcome.clear();
        type(PIN);
        assertThat(outcome).containsExactly("keyholdPinDisabled", "error 403");
        assertThat(world.argon2.compared).hasValue(100);
    }

    @Test
    void inARealmThatLetsNobodyChangeThemTheyAreStillAsked() {
        world.realmAttributes.put("keyhold.pin", "read-only");
        type(PIN);
        assertThat(outcome).containsExactly("success keyhold-pin");
    }

    @Test
    void inARealmWithoutPinsNoneIsRight() {
        world.realmAttributes.put("keyhold.pin", "off");
        type(PIN);
        assertThat(outcome).containsExactly("keyholdPinOff", "error 403");
        assertThat(world.argon2.compared).hasValue(0);
        assertThat(proofs).isEmpty();
    }

    /** Threat: a server without its key lets anybody through, or makes the user pay for it with their tries. */
    @Test
    void withoutItsKeyNoneIsRightAndNoneIsCounted() {
        world.pepper = PinWorld.NEWER_KEY;
        type(PIN);
        assertThat(outcome).containsExactly("keyholdPinUnavailable", "error 503");
        assertThat(database.rowsOf("KeyholdAttempts", world.userId)).isZero();
    }

    @Test
    void aPinThatProvedRightMovesToTheCurrentKey() {
        long setAt = world.credentials.get(0).getCreatedDate();
        world.pepper = PinWorld.NEWER_KEY + "," + PinWorld.KEY;
        type(WRONG);
        assertThat(StoredPin.of(world.credentials.get(0)).facts().pepper()).isEqualTo("one");
        type(PIN);
        assertThat(StoredPin.of(world.credentials.get(0)).facts().pepper()).isEqualTo("two");
        assertThat(world.credentials.get(0).getCreatedDate()).isEqualTo(setAt);
        world.pepper = PinWorld.NEWER_KEY;
        type(PIN);
        assertThat(outcome).endsWith("success keyhold-pin");
    }

    /** It signs nobody in: what stands for a second factor never changes by it. */
    @Test
    void itIsRegisteredAsNoFactor() {
        PinAuthenticatorFactory factory = new PinAuthenticatorFactory();
        assertThat(factory.isUserSetupAllowed()).isFalse();
        assertThat(factory.getRequirementChoices()).extracting(Enum::name).containsExactly("REQUIRED", "DISABLED");
    }

    private void type(String pin) {
        step(PinAuthenticator::action, pin);
    }

    private void step(BiConsumer<PinAuthenticator, AuthenticationFlowContext> step, String typed) {
        database.run(em -> {
            Pins pins = new Pins(world.clock, new SecurityLog(world.clock), world.check());
            step.accept(new PinAuthenticator(pins, world.clock), context(keycloak(em), typed));
            return null;
        });
    }

    private KeycloakSession keycloak(EntityManager em) {
        Map<Object, Object> providers = Map.of(CredentialProvider.class, new PinCredentialProvider(null, Peppers.read(world.pepper)),
            PasswordHashProvider.class, world.argon2,
            JpaConnectionProvider.class, Stub.of(JpaConnectionProvider.class).with("getEntityManager", em).make(),
            DeviceRepresentationProvider.class, Stub.of(DeviceRepresentationProvider.class).with("deviceRepresentation", null).make());
        SingleUseObjectProvider checks = world.singleUse();
        return Stub.of(KeycloakSession.class).answering("getProvider", types -> providers.get(types[0]))
            .with("singleUseObjects", Stub.of(SingleUseObjectProvider.class)
                .answering("putIfAbsent", key -> checks.putIfAbsent((String) key[0], (long) key[1]))
                .answering("remove", key -> checks.remove((String) key[0]))
                .answering("put", put -> proofs.put(put[0], (Long) put[1])).make())
            .with("getContext", Stub.of(KeycloakContext.class).with("resolveLocale", Locale.ENGLISH)
                .with("getConnection", Stub.of(ClientConnection.class).with("getRemoteAddr", "203.0.113.7").make()).make()).make();
    }

    private AuthenticationFlowContext context(KeycloakSession keycloak, String typed) {
        MultivaluedMap<String, String> form = new MultivaluedHashMap<>();
        if (typed != null) {
            form.putSingle(PinPage.FIELD, typed);
        }
        AuthenticationSessionModel request = Stub.of(AuthenticationSessionModel.class).answering("getClientNote", names -> clientNotes.get((String) names[0]))
            .answering("removeAuthNote", names -> notes.remove((String) names[0]) ? null : null)
            .with("getClient", Stub.of(ClientModel.class).with("getId", "client").make())
            .with("getParentSession", Stub.of(RootAuthenticationSessionModel.class).with("getId", "session").make()).make();
        return Stub.of(AuthenticationFlowContext.class).with("getUser", world.user()).with("getRealm", world.realm()).with("getSession", keycloak)
            .with("form", form()).with("getHttpRequest", Stub.of(HttpRequest.class).with("getDecodedFormParameters", form).make())
            .with("getEvent", event()).with("getAuthenticationSession", request).with("challenge", null).with("forceChallenge", null)
            .answering("success", types -> outcome.add("success " + types[0])).make();
    }

    private EventBuilder event() {
        KeycloakSessionFactory factory = Stub.of(KeycloakSessionFactory.class).answering("getProviderFactoriesStream", none -> Stream.empty()).make();
        return new EventBuilder(world.realm(), Stub.of(KeycloakSession.class).with("getKeycloakSessionFactory", factory)
            .with("getProvider", null).make()) {
            @Override
            public void error(String error) {
                // Told to nobody.
            }
        };
    }

    private LoginFormsProvider form() {
        Stub<LoginFormsProvider> form = Stub.of(LoginFormsProvider.class);
        LoginFormsProvider self = form.make();
        form.answering("addError", told -> told(message((FormMessage) told[0]), self))
            .answering("setError", told -> told(told[0] + (((Object[]) told[1]).length == 0 ? "" : " " + ((Object[]) told[1])[0]), self))
            .answering("setAttribute", told -> told(told[0] + " " + told[1], self))
            .answering("createForm", told -> told((String) told[0], Response.ok().build()))
            .answering("createErrorPage", told -> told("error " + ((Response.Status) told[0]).getStatusCode(), Response.ok().build()));
        return self;
    }

    private static String message(FormMessage message) {
        Object[] values = message.getParameters();
        return message.getMessage() + (values == null || values.length == 0 ? "" : " " + values[0]);
    }

    private <T> T told(String what, T answer) {
        outcome.add(what);
        return answer;
    }
}
