package dev.keyhold.recoverycodes;

import dev.keyhold.reauthentication.Attempts;
import dev.keyhold.reauthentication.FactorCheck;
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
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.KeycloakTransactionManager;
import org.keycloak.models.RealmModel;
import org.keycloak.models.SingleUseObjectProvider;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.sessions.AuthenticationSessionModel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RecoveryCodeAuthenticatorTest {
    private static final int LIMIT = 3;
    private static TestDatabase database;
    private static TestDatabase withoutLog;

    private final SettableClock clock = new SettableClock("2026-11-23T09:00:00Z");
    private final String userId = UUID.randomUUID().toString();
    private final CountedHash hash = new CountedHash();
    private final SecurityLog log = new SecurityLog(clock);
    private final RecoveryCodes codes = new RecoveryCodes(clock, log, hash);
    private final Map<String, String> notes = new HashMap<>();
    /** What came of the steps: pages, errors on them, and success. */
    private final List<String> outcome = new ArrayList<>();
    private CredentialModel credential;
    private boolean rolledBack;
    private boolean busy;

    @BeforeAll
    static void open() {
        database = TestDatabase.open("META-INF/keyhold-changelog.xml", List.of(RecoveryCode.class, Attempts.class, SecurityEvent.class));
        withoutLog = TestDatabase.open("META-INF/keyhold-changelog.xml", List.of(RecoveryCode.class, Attempts.class));
    }

    @AfterAll
    static void close() {
        database.close();
        withoutLog.close();
    }

    @Test
    void aRightCodeSignsInAndIsLogged() {
        type(make().get(0));
        assertThat(outcome).containsExactly("success");
        assertThat(database.rowsOf("KeyholdSecurityEvent", userId)).isEqualTo(1);
        assertThat(database.rowsOf("KeyholdAttempts", userId)).isZero();
    }

    /** Threat: a form that is sent again, or a second step of the flow, eats up codes. */
    @Test
    void oneSignInUsesUpOneCode() {
        List<String> made = make();
        type(made.get(0));
        type(made.get(1));
        step(database, RecoveryCodeAuthenticator::authenticate, null);
        assertThat(outcome).containsExactly("success", "success", "success");
        assertThat(remaining()).isEqualTo(9);
        notes.clear();
        type(made.get(0));
        assertThat(outcome).endsWith("keyholdRecoveryCodeWrong", "keyhold-recovery-code.ftl");
    }

    @Test
    void whenFewAreLeftThatIsSaidBeforeItGoesOn() {
        List<String> made = make();
        made.subList(0, 6).forEach(code -> {
            notes.clear();
            type(code);
        });
        outcome.clear();
        notes.clear();
        type(made.get(6));
        assertThat(outcome).containsExactly("remaining 3", "keyhold-recovery-codes-low.ftl");
        type(null);
        assertThat(outcome).endsWith("success");
    }

    @Test
    void nothingTypedIsNoTry() {
        make();
        type(" ");
        assertThat(outcome).containsExactly("keyholdRecoveryCodeMissing", "keyhold-recovery-code.ftl");
        assertThat(database.rowsOf("KeyholdAttempts", userId)).isZero();
        assertThat(hash.asked.get()).isZero();
    }

    /** Threat: guessing. Bound: the realm's number of failures, whatever comes after is not even looked at. */
    @Test
    void afterTooManyWrongOnesARightOneIsNotLookedAt() {
        List<String> made = make();
        for (int i = 0; i < LIMIT; i++) {
            type("zzzzzz-zzzzzz-zzzzzz");
        }
        assertThat(outcome).endsWith("keyholdRecoveryCodePaused", "keyhold-recovery-code.ftl").doesNotContain("success");
        outcome.clear();
        type(made.get(0));
        step(database, RecoveryCodeAuthenticator::authenticate, null);
        assertThat(outcome).containsExactly("keyholdRecoveryCodePaused", "keyhold-recovery-code.ftl", "keyholdRecoveryCodePaused", "keyhold-recovery-code.ftl");
        assertThat(hash.asked.get()).isEqualTo(LIMIT);
    }

    @Test
    void whileAnotherIsCheckedNoneIsTried() {
        List<String> made = make();
        busy = true;
        type(made.get(0));
        assertThat(outcome).containsExactly("keyholdRecoveryCodeBusy", "keyhold-recovery-code.ftl");
        assertThat(remaining()).isEqualTo(10);
    }

    /** A use that the log does not tell of did not happen. */
    @Test
    void withoutItsRowInTheLogACodeIsNotUsed() {
        String code = make(withoutLog).get(0);
        assertThatThrownBy(() -> step(withoutLog, RecoveryCodeAuthenticator::action, code));
        assertThat(rolledBack).isTrue();
        assertThat(outcome).isEmpty();
        assertThat(notes).isEmpty();
    }

    private List<String> make() {
        return make(database);
    }

    private List<String> make(TestDatabase database) {
        CodeStore.Made made = database.run(em -> new CodeStore(em, clock, hash, "realm", userId).make(true, null));
        credential = new CredentialModel();
        credential.setId(made.set());
        credential.setType(KeycloakCredentials.TYPE);
        hash.asked.set(0);
        return made.codes();
    }

    private int remaining() {
        return database.run(em -> new CodeStore(em, clock, hash, "realm", userId).spendable()).orElseThrow().remaining();
    }

    private void type(String code) {
        step(database, RecoveryCodeAuthenticator::action, code);
    }

    private void step(TestDatabase database, BiConsumer<RecoveryCodeAuthenticator, AuthenticationFlowContext> step, String code) {
        database.run(em -> {
            KeycloakSession keycloak = keycloak(em);
            step.accept(new RecoveryCodeAuthenticator(codes, new FactorCheck(clock, log, session -> database), clock), context(keycloak, code));
            return null;
        });
    }

    private KeycloakSession keycloak(EntityManager em) {
        KeycloakContext context = Stub.of(KeycloakContext.class).with("resolveLocale", Locale.ENGLISH)
            .with("getConnection", Stub.of(ClientConnection.class).with("getRemoteAddr", "203.0.113.7").make()).make();
        return Stub.of(KeycloakSession.class).with("getContext", context)
            .answering("getProvider", arguments -> arguments[0] == DeviceRepresentationProvider.class
                ? Stub.of(DeviceRepresentationProvider.class).with("deviceRepresentation", null).make()
                : Stub.of(JpaConnectionProvider.class).with("getEntityManager", em).make())
            .with("singleUseObjects", Stub.of(SingleUseObjectProvider.class).answering("putIfAbsent", arguments -> !busy).with("remove", null).make())
            .with("getTransactionManager", Stub.of(KeycloakTransactionManager.class).answering("setRollbackOnly", arguments -> rolledBack = true).make())
            .make();
    }

    private AuthenticationFlowContext context(KeycloakSession keycloak, String code) {
        RealmModel realm = Stub.of(RealmModel.class).with("getId", "realm").with("isBruteForceProtected", true).with("isPermanentLockout", false)
            .with("getFailureFactor", LIMIT).with("getWaitIncrementSeconds", 60).with("getMaxFailureWaitSeconds", 900).with("getMaxDeltaTimeSeconds", 43200)
            .with("getName", "realm").with("isEventsEnabled", false).answering("getEventsListenersStream", arguments -> Stream.empty()).make();
        UserModel user = Stub.of(UserModel.class).with("getId", userId).with("credentialManager", Stub.of(SubjectCredentialManager.class)
            .answering("getStoredCredentialsStream", arguments -> Stream.of(credential))
            .answering("getStoredCredentialsByTypeStream", arguments -> Stream.of(credential)).make()).make();
        MultivaluedMap<String, String> form = new MultivaluedHashMap<>();
        if (code != null) {
            form.putSingle(RecoveryCodePage.FIELD, code);
        }
        return Stub.of(AuthenticationFlowContext.class).with("getUser", user).with("getRealm", realm).with("getSession", keycloak).with("form", form())
            .with("getHttpRequest", Stub.of(HttpRequest.class).with("getDecodedFormParameters", form).make())
            .with("getEvent", event(realm))
            .with("getAuthenticationSession", Stub.of(AuthenticationSessionModel.class).answering("getAuthNote", arguments -> notes.get((String) arguments[0]))
                .answering("setAuthNote", arguments -> notes.put((String) arguments[0], (String) arguments[1])).make())
            .with("setAuthenticationSelections", null).with("challenge", null).with("forceChallenge", null)
            .answering("success", arguments -> outcome.add("success")).make();
    }

    private static EventBuilder event(RealmModel realm) {
        KeycloakSessionFactory factory = Stub.of(KeycloakSessionFactory.class).answering("getProviderFactoriesStream", arguments -> Stream.empty()).make();
        return new EventBuilder(realm, Stub.of(KeycloakSession.class).with("getKeycloakSessionFactory", factory).make()) {
            @Override
            public void error(String error) {
                // Told to nobody.
            }
        };
    }

    private LoginFormsProvider form() {
        Stub<LoginFormsProvider> form = Stub.of(LoginFormsProvider.class);
        LoginFormsProvider self = form.make();
        form.answering("addError", arguments -> told(((FormMessage) arguments[0]).getMessage(), self))
            .answering("setError", arguments -> told((String) arguments[0], self))
            .answering("setAttribute", arguments -> told(arguments[0] + " " + arguments[1], self))
            .answering("createForm", arguments -> told((String) arguments[0], Response.ok().build()));
        return self;
    }

    private <T> T told(String what, T answer) {
        outcome.add(what);
        return answer;
    }
}
