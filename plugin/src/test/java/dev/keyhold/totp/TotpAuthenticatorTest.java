package dev.keyhold.totp;

import dev.keyhold.reauthentication.FactorCheck;
import dev.keyhold.reauthentication.TestGrants;
import dev.keyhold.securitylog.SecurityEvent;
import dev.keyhold.securitylog.SecurityLog;
import dev.keyhold.testing.SettableClock;
import dev.keyhold.testing.Stub;
import dev.keyhold.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.common.ClientConnection;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.credential.CredentialModel;
import org.keycloak.device.DeviceRepresentationProvider;
import org.keycloak.events.EventBuilder;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.SingleUseObjectProvider;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.UserCredentialModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.services.managers.BruteForceProtector;
import org.keycloak.sessions.AuthenticationSessionModel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** A code at sign-in. Keycloak's brute-force detection counts only what is told by failureChallenge, which the stub does not know. */
class TotpAuthenticatorTest {
    private static final int LIMIT = 3;
    private static TestDatabase database;

    private final SettableClock clock = new SettableClock("2026-11-23T09:00:00Z");
    private final String userId = UUID.randomUUID().toString();
    private final Map<String, String> notes = new HashMap<>();
    /** What came of the steps: messages at the field, pages, events, success. */
    private final List<String> outcome = new ArrayList<>();
    private final List<String> looked = new ArrayList<>();
    private List<String> apps = List.of("phone", "tablet");
    private boolean busy;
    private boolean lockedByPasswords;

    @BeforeAll
    static void open() {
        database = TestDatabase.open("META-INF/keyhold-changelog.xml", Stream.concat(TestGrants.entities().stream(), Stream.of(SecurityEvent.class)).toList());
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void aRightCodeSignsIn() {
        step(TotpAuthenticator::authenticate, null, null);
        type(" 111 111 ");
        assertThat(outcome).containsExactly("page", "success otp");
        assertThat(database.rowsOf("KeyholdAttempts", userId)).isZero();
    }

    @Test
    void theAppThatWasChosenIsTheOneThatIsAsked() {
        type("222222", "tablet");
        assertThat(outcome).containsExactly("success otp");
        outcome.clear();
        type("222222", "phone");
        type("222222", "another user's");
        type("222222");
        assertThat(outcome).doesNotContain("success otp");
        assertThat(looked).containsExactly("tablet", "phone", "phone");
    }

    @Test
    void aWrongOneIsToldAsKeycloakWould() {
        type("999999");
        assertThat(outcome).containsExactly("event invalid_user_credentials", "totp invalidTotpMessage", "page");
    }

    @Test
    void whatNoAppShowsIsNoTry() {
        type("１２３４５６");
        type("abcdef");
        type(" ");
        type(null);
        assertThat(outcome).containsExactly("totp keyholdTotpDigits", "page", "totp keyholdTotpDigits", "page", "totp missingTotpMessage", "page", "page");
        assertThat(database.rowsOf("KeyholdAttempts", userId)).isZero();
    }

    /** Threat: guessing. Bound: the realm's number of failures; a right code after them is not even looked at until the pause is over. */
    @Test
    void afterTooManyWrongOnesThePageSaysUntilWhenItWaits() {
        for (int i = 0; i < LIMIT; i++) {
            type("999999");
        }
        assertThat(outcome).endsWith("totp keyholdTotpPaused 1", "page");
        outcome.clear();
        type("111111");
        step(TotpAuthenticator::authenticate, null, null);
        assertThat(outcome).containsExactly("event user_temporarily_disabled", "totp keyholdTotpPaused 1", "page", "totp keyholdTotpPaused 1", "page");
        assertThat(looked).hasSize(LIMIT);
        clock.forward(Duration.ofSeconds(60));
        type("111111");
        assertThat(outcome).endsWith("success otp");
    }

    @Test
    void whileAnotherIsCheckedNoneIsTried() {
        busy = true;
        type("111111");
        assertThat(outcome).containsExactly("totp keyholdTotpBusy", "page");
        assertThat(looked).isEmpty();
    }

    /** Keycloak's own lock of the user holds here too, and ends by itself. */
    @Test
    void whomWrongPasswordsLockedIsRefusedUntilThatIsOver() {
        lockedByPasswords = true;
        type("111111");
        type("111111");
        assertThat(outcome).doesNotContain("success otp").contains("event user_temporarily_disabled", "event invalid_authentication_session");
        assertThat(looked).isEmpty();
        lockedByPasswords = false;
        type("111111");
        assertThat(outcome).endsWith("success otp");
    }

    @Test
    void whoseAppWentMeanwhileIsRefused() {
        apps = List.of();
        type("111111", "phone");
        assertThat(outcome).contains("totp invalidTotpMessage").doesNotContain("success otp");
    }

    private void type(String code) {
        type(code, null);
    }

    private void type(String code, String app) {
        step(TotpAuthenticator::action, code, app);
    }

    private void step(BiConsumer<TotpAuthenticator, AuthenticationFlowContext> step, String code, String app) {
        FactorCheck check = new FactorCheck(clock, new SecurityLog(clock), session -> database);
        database.run(em -> {
            step.accept(new TotpAuthenticator(check, clock), context(keycloak(em), code, app));
            return null;
        });
    }

    private AuthenticationFlowContext context(KeycloakSession keycloak, String code, String app) {
        MultivaluedMap<String, String> typed = new MultivaluedHashMap<>();
        if (code != null) {
            typed.putSingle("otp", code);
        }
        if (app != null) {
            typed.putSingle("selectedCredentialId", app);
        }
        AuthenticationExecutionModel execution = new AuthenticationExecutionModel();
        execution.setId("execution");
        RealmModel realm = realm();
        return Stub.of(AuthenticationFlowContext.class).with("getUser", user()).with("getRealm", realm).with("getSession", keycloak).with("form", form())
            .with("getExecution", execution).with("getProtector", protector())
            .with("getHttpRequest", Stub.of(HttpRequest.class).with("getDecodedFormParameters", typed).make())
            .with("getEvent", event(realm))
            .with("getAuthenticationSession", Stub.of(AuthenticationSessionModel.class).answering("getAuthNote", names -> notes.get((String) names[0]))
                .answering("setAuthNote", note -> notes.put((String) note[0], (String) note[1]))
                .answering("removeAuthNote", names -> notes.remove((String) names[0])).make())
            .with("challenge", null).with("forceChallenge", null)
            .answering("success", types -> outcome.add("success " + types[0])).make();
    }

    private static RealmModel realm() {
        return Stub.of(RealmModel.class).with("getId", "realm").with("getName", "realm").with("isBruteForceProtected", true).with("isPermanentLockout", false)
            .with("getFailureFactor", LIMIT).with("getWaitIncrementSeconds", 60).with("getMaxFailureWaitSeconds", 900).with("getMaxDeltaTimeSeconds", 43200)
            .with("isEventsEnabled", false).answering("getEventsListenersStream", none -> Stream.empty()).make();
    }

    private BruteForceProtector protector() {
        return Stub.of(BruteForceProtector.class).with("isPermanentlyLockedOut", false).with("isTemporarilyDisabled", lockedByPasswords).make();
    }

    private UserModel user() {
        Map<String, String> codes = Map.of("phone", "111111", "tablet", "222222");
        return Stub.of(UserModel.class).with("getId", userId).with("isEnabled", true).with("credentialManager", Stub.of(SubjectCredentialManager.class)
            .answering("getStoredCredentialsByTypeStream", types -> apps.stream().map(TotpAuthenticatorTest::credential))
            .answering("isValid", inputs -> {
                UserCredentialModel typed = (UserCredentialModel) ((Object[]) inputs[0])[0];
                looked.add(typed.getCredentialId());
                return typed.getValue().equals(codes.get(typed.getCredentialId()));
            }).make()).make();
    }

    private static CredentialModel credential(String id) {
        CredentialModel app = new CredentialModel();
        app.setId(id);
        app.setType("otp");
        return app;
    }

    private KeycloakSession keycloak(EntityManager em) {
        KeycloakContext context = Stub.of(KeycloakContext.class).with("resolveLocale", Locale.ENGLISH)
            .with("getConnection", Stub.of(ClientConnection.class).with("getRemoteAddr", "203.0.113.7").make()).make();
        return Stub.of(KeycloakSession.class).with("getContext", context)
            .answering("getProvider", types -> types[0] == JpaConnectionProvider.class
                ? Stub.of(JpaConnectionProvider.class).with("getEntityManager", em).make()
                : Stub.of(DeviceRepresentationProvider.class).with("deviceRepresentation", null).make())
            .with("singleUseObjects", Stub.of(SingleUseObjectProvider.class).answering("putIfAbsent", none -> !busy).with("remove", null).make()).make();
    }

    private EventBuilder event(RealmModel realm) {
        KeycloakSessionFactory factory = Stub.of(KeycloakSessionFactory.class).answering("getProviderFactoriesStream", none -> Stream.empty()).make();
        return new EventBuilder(realm, Stub.of(KeycloakSession.class).with("getKeycloakSessionFactory", factory).make()) {
            @Override
            public void error(String error) {
                outcome.add("event " + error);
            }
        };
    }

    private LoginFormsProvider form() {
        Stub<LoginFormsProvider> form = Stub.of(LoginFormsProvider.class);
        LoginFormsProvider self = form.make();
        form.with("setExecution", self).with("setAttribute", self)
            .answering("addError", messages -> {
                FormMessage message = (FormMessage) messages[0];
                Object[] parameters = message.getParameters();
                outcome.add(message.getField() + ' ' + message.getMessage() + (parameters == null || parameters.length == 0 ? "" : " " + parameters[0]));
                return self;
            })
            .answering("createLoginTotp", none -> {
                outcome.add("page");
                return Response.ok().build();
            });
        return self;
    }
}
