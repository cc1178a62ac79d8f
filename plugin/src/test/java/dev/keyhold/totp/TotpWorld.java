package dev.keyhold.totp;

import dev.keyhold.factors.FirstCodes;
import dev.keyhold.factors.Factors;
import dev.keyhold.factors.Preference;
import dev.keyhold.factors.UserLock;
import dev.keyhold.reauthentication.Grants;
import dev.keyhold.reauthentication.Operation;
import dev.keyhold.reauthentication.Proofs;
import dev.keyhold.reauthentication.TestGrants;
import dev.keyhold.securitylog.SecurityEvent;
import dev.keyhold.securitylog.SecurityLog;
import dev.keyhold.support.Caller;
import dev.keyhold.support.Device;
import dev.keyhold.support.TestTree;
import dev.keyhold.testing.People;
import dev.keyhold.testing.SettableClock;
import dev.keyhold.testing.Stub;
import dev.keyhold.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import org.keycloak.common.ClientConnection;
import org.keycloak.credential.CredentialModel;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.KeycloakTransactionManager;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.OTPPolicy;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RealmProvider;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.ThemeManager;
import org.keycloak.models.UserCredentialModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserProvider;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.utils.CredentialValidation;
import org.keycloak.models.utils.TimeBasedOTP;
import org.keycloak.storage.DatastoreProvider;
import org.keycloak.storage.StoreManagers;
import org.keycloak.theme.Theme;
import org.keycloak.tracing.NoopTracingProvider;
import org.keycloak.tracing.TracingProvider;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** A user with authenticator apps at a Keycloak that keeps them in memory, and the room behind its tree. What a request refused is undone. */
final class TotpWorld {
    static final String SECRET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    static final List<Class<?>> ENTITIES = Stream.concat(TestGrants.entities().stream(), Stream.of(SecurityEvent.class, Preference.class)).toList();

    final TestDatabase database;
    final SettableClock clock = new SettableClock("2026-11-23T09:00:00Z");
    final String userId = UUID.randomUUID().toString();
    final List<CredentialModel> credentials = new ArrayList<>();
    /** Codes that Keycloak takes no more; that is never undone. */
    final Set<String> burned = new HashSet<>();
    final List<Event> events = new ArrayList<>();
    final List<String> requiredActions = new ArrayList<>();
    final Map<String, String> realmAttributes = new HashMap<>();
    final List<String> enrolmentsWithCodes = new ArrayList<>();
    OTPPolicy policy = OTPPolicy.DEFAULT_POLICY;
    String step = TotpAuthenticatorFactory.ID;
    String displayName;
    boolean hasCodes;
    boolean firstCodesFail;

    private static final class Undone extends RuntimeException {
        private final transient TestTree.Answer answer;

        Undone(TestTree.Answer answer) {
            this.answer = answer;
        }
    }

    private interface Stores extends DatastoreProvider, StoreManagers {
    }

    TotpWorld(TestDatabase database) {
        this.database = database;
        database.run(em -> {
            UserLock.take(em, database, "realm", userId);
            return null;
        });
    }

    /** The code that an app of this secret shows now, under the policy of now. */
    String code(String secret) {
        return new TimeBasedOTP(policy.getAlgorithm(), policy.getDigits(), policy.getPeriod(), 1)
            .generateTOTP(new TotpPolicy(policy).credential("any", secret).getDecodedSecret());
    }

    void has(String id, String label) {
        OTPCredentialModel app = new TotpPolicy(policy).credential(id, SECRET);
        app.setUserLabel(label);
        app.setCreatedDate(clock.millis() - 60_000);
        credentials.add(app);
    }

    String grant(Operation operation, String target) {
        return database.run(em -> TestGrants.give(em, clock, caller(session()), operation, target));
    }

    TestTree.Answer request(String grant, Function<TestTree, TestTree.Answer> request) {
        List<CredentialModel> before = new ArrayList<>(credentials);
        int eventsBefore = events.size();
        try {
            return database.run(em -> {
                TestTree.Answer answer = request.apply(tree(em).grant(grant));
                if (answer.status() >= 400) {
                    throw new Undone(answer);
                }
                return answer;
            });
        } catch (Undone undone) {
            credentials.clear();
            credentials.addAll(before);
            events.subList(eventsBefore, events.size()).clear();
            return undone.answer;
        }
    }

    TotpView view() {
        return database.run(em -> (TotpView) room().read(caller(session())));
    }

    private TestTree tree(EntityManager em) {
        return new TestTree(room(), em, this::caller)
            .with(EventListenerProvider.class, listener())
            .with(TracingProvider.class, new NoopTracingProvider())
            .session("getKeycloakSessionFactory", factory())
            .session("theme", theme())
            .context("resolveLocale", Locale.ENGLISH).context("getClient", null)
            .context("getConnection", Stub.of(ClientConnection.class).with("getRemoteHost", "203.0.113.9").make());
    }

    private TotpRoom room() {
        SecurityLog log = new SecurityLog(clock);
        TotpFactor totp = new TotpFactor();
        Grants grants = new Grants(clock, new Proofs(clock, log, session -> database, List.of(totp), List.of()));
        return new TotpRoom(grants, new Factors(clock, List.of(totp)), this::firstCodes, log);
    }

    private Optional<FirstCodes.Made> firstCodes(Caller caller, String enrolment) {
        if (firstCodesFail) {
            throw new IllegalStateException("the database does not answer");
        }
        enrolmentsWithCodes.add(enrolment);
        return hasCodes ? Optional.empty() : Optional.of(new FirstCodes.Made("set", List.of("code")));
    }

    private static KeycloakSession session() {
        return Stub.of(KeycloakSession.class).make();
    }

    private KeycloakSessionFactory factory() {
        return Stub.of(KeycloakSessionFactory.class).answering("create", none -> committed()).answering("getProviderFactoriesStream", none -> Stream.of(recorder())).make();
    }

    private KeycloakSession committed() {
        UserProvider users = Stub.of(UserProvider.class).with("getUserById", user()).make();
        return Stub.of(KeycloakSession.class)
            .with("getTransactionManager", Stub.of(KeycloakTransactionManager.class).with("begin", null).with("commit", null)
                .with("isActive", true).with("getRollbackOnly", false).make())
            .with("getContext", Stub.of(KeycloakContext.class).with("setRealm", null).make())
            .with("realms", Stub.of(RealmProvider.class).with("getRealm", realm()).make())
            .with("getProvider", Stub.of(Stores.class).with("userLocalStorage", users).make())
            .with("close", null).with("getAttribute", null).with("setAttribute", null).make();
    }

    private static EventListenerProviderFactory recorder() {
        return Stub.of(EventListenerProviderFactory.class).with("getId", "recorder").make();
    }

    private EventListenerProvider listener() {
        return Stub.of(EventListenerProvider.class).answering("onEvent", told -> events.add((Event) told[0])).make();
    }

    private static ThemeManager theme() {
        Properties words = new Properties();
        words.setProperty("keyholdTotpName", "Authenticator app");
        words.setProperty("bank", "Example: Bank");
        return Stub.of(ThemeManager.class).with("getTheme", Stub.of(Theme.class).with("getEnhancedMessages", words).make()).make();
    }

    private Caller caller(KeycloakSession keycloak) {
        return new Caller(keycloak, realm(), user(), People.session("mine", Map.of()).make(), "203.0.113.9", () -> Device.UNKNOWN);
    }

    private RealmModel realm() {
        AuthenticationFlowModel flow = new AuthenticationFlowModel();
        flow.setId("flow");
        AuthenticationExecutionModel execution = new AuthenticationExecutionModel();
        execution.setAuthenticator(step);
        execution.setRequirement(AuthenticationExecutionModel.Requirement.ALTERNATIVE);
        return Stub.of(RealmModel.class).with("getId", "realm").with("getName", "demo").with("getDisplayName", displayName)
            .with("getOTPPolicy", policy).answering("getAttribute", names -> realmAttributes.get((String) names[0]))
            .with("getBrowserFlow", flow).answering("getAuthenticationExecutionsStream", none -> Stream.of(execution))
            .with("isEventsEnabled", false).answering("getEnabledEventTypesStream", none -> Stream.empty()).answering("getEventsListenersStream", none -> Stream.of("recorder")).make();
    }

    private UserModel user() {
        return People.alice().with("getId", userId).with("credentialManager", credentialManager())
            .answering("removeRequiredAction", actions -> requiredActions.remove(String.valueOf(actions[0]))).make();
    }

    private SubjectCredentialManager credentialManager() {
        return Stub.of(SubjectCredentialManager.class)
            .with("isConfiguredFor", true)
            .answering("getStoredCredentialsStream", none -> new ArrayList<>(credentials).stream())
            .answering("getStoredCredentialsByTypeStream", types -> new ArrayList<>(credentials).stream().filter(stored -> stored.getType().equals(types[0])))
            .answering("createCredentialThroughProvider", made -> {
                credentials.add((CredentialModel) made[0]);
                return made[0];
            })
            .answering("removeStoredCredentialById", ids -> credentials.removeIf(stored -> stored.getId().equals(ids[0])))
            .answering("updateCredentialLabel", arguments -> rename((String) arguments[0], (String) arguments[1]))
            .answering("isValid", inputs -> isValid((UserCredentialModel) ((Object[]) inputs[0])[0])).make();
    }

    private Object rename(String id, String label) {
        if (credentials.stream().anyMatch(other -> !other.getId().equals(id) && label.equalsIgnoreCase(other.getUserLabel()))) {
            throw new ModelDuplicateException("Device already exists with the same name", CredentialModel.USER_LABEL);
        }
        credentials.replaceAll(stored -> {
            CredentialModel copy = stored.shallowClone();
            if (stored.getId().equals(id)) {
                copy.setUserLabel(label);
            }
            return copy;
        });
        return null;
    }

    private boolean isValid(UserCredentialModel typed) {
        OTPCredentialModel app = credentials.stream().filter(stored -> stored.getId().equals(typed.getCredentialId())).findFirst()
            .map(OTPCredentialModel::createFromCredentialModel).orElseThrow();
        return CredentialValidation.validOTP(typed.getValue(), app, policy.getLookAheadWindow()) && burned.add(app.getId() + '.' + typed.getValue());
    }

    List<String> labels() {
        return credentials.stream().map(CredentialModel::getUserLabel).toList();
    }

    List<String> logged() {
        return database.run(em -> em.createQuery("select e.type from KeyholdSecurityEvent e where e.userId = :user order by e.occurredAt, e.type", String.class)
            .setParameter("user", userId).getResultList());
    }
}
