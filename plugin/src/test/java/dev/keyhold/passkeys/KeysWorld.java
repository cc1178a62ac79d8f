package dev.keyhold.passkeys;

import com.webauthn4j.verifier.attestation.trustworthiness.certpath.NullCertPathTrustworthinessVerifier;
import dev.keyhold.factors.Factors;
import dev.keyhold.factors.FirstCodes;
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
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.common.ClientConnection;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.credential.CredentialModel;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.KeycloakTransactionManager;
import org.keycloak.models.KeycloakUriInfo;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RealmProvider;
import org.keycloak.models.SingleUseObjectProvider;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.ThemeManager;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserProvider;
import org.keycloak.models.WebAuthnPolicy;
import org.keycloak.storage.DatastoreProvider;
import org.keycloak.storage.StoreManagers;
import org.keycloak.theme.Theme;
import org.keycloak.tracing.NoopTracingProvider;
import org.keycloak.tracing.TracingProvider;
import org.keycloak.urls.HostnameProvider;
import org.keycloak.urls.UrlType;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** A user with passkeys and security keys at a Keycloak that keeps them in memory, and the room behind its tree. What a request refused is undone. */
final class KeysWorld {
    static final List<Class<?>> ENTITIES = Stream.concat(TestGrants.entities().stream(), Stream.of(SecurityEvent.class, Preference.class, KeyFact.class)).toList();

    final TestDatabase database;
    final SettableClock clock = new SettableClock("2026-11-23T09:00:00Z");
    final String userId = UUID.randomUUID().toString();
    final List<CredentialModel> credentials = new ArrayList<>();
    final List<Event> events = new ArrayList<>();
    final List<String> requiredActions = new ArrayList<>();
    final Map<String, String> realmAttributes = new HashMap<>();
    final List<String> enrolmentsWithCodes = new ArrayList<>();
    final Map<String, Map<String, String>> singleUse = new HashMap<>();
    final WebAuthnPolicy policy = new WebAuthnPolicy(List.of("ES256", "RS256"));
    List<String> steps = List.of("auth-username-password-form", "webauthn-authenticator");
    boolean hasPassword = true;
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

    KeysWorld(TestDatabase database) {
        this.database = database;
        policy.setRpEntityName("Example Bank");
        policy.setRpId("example.org");
        policy.setPasskeysEnabled(true);
        policy.setUserVerificationRequirement("required");
        realmAttributes.put("keyhold.enabled", "true");
        realmAttributes.put("keyhold.page-url", "https://account.example.org/security");
        realmAttributes.put("keyhold.bridge-client", "bridge");
        database.run(em -> {
            UserLock.take(em, database, "realm", userId);
            return null;
        });
    }

    void has(KeyKind kind, String id, String label) {
        WebAuthnCredentialModel key = WebAuthnCredentialModel.create(kind.type(), label, Authenticator.GOOGLE,
            Base64.getEncoder().encodeToString(id.getBytes(StandardCharsets.UTF_8)), null, "pQECAyYgASFYIA", 1, "none", Set.of("internal"));
        key.setId(id);
        key.setCreatedDate(clock.millis() - 60_000);
        credentials.add(key);
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

    PasskeysView view() {
        return database.run(em -> (PasskeysView) room().read(caller(reading(em))));
    }

    private KeycloakSession reading(EntityManager em) {
        return Stub.of(KeycloakSession.class).with("getContext", Stub.of(KeycloakContext.class).with("getUri", frontend()).make())
            .with("getProvider", Stub.of(JpaConnectionProvider.class).with("getEntityManager", em).make()).make();
    }

    private static KeycloakUriInfo frontend() {
        HostnameProvider hostname = Stub.of(HostnameProvider.class).with("getBaseUri", URI.create("https://id.example.org/")).make();
        return new KeycloakUriInfo(Stub.of(KeycloakSession.class).with("getProvider", hostname).make(), UrlType.FRONTEND, null);
    }

    SingleUseObjectProvider singleUseObjects() {
        return Stub.of(SingleUseObjectProvider.class)
            .answering("put", note -> singleUse.put((String) note[0], mapped(note[2])))
            .answering("remove", note -> singleUse.remove((String) note[0])).make();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> mapped(Object notes) {
        return (Map<String, String>) notes;
    }

    private TestTree tree(EntityManager em) {
        return new TestTree(room(), em, this::caller)
            .with(EventListenerProvider.class, listener())
            .with(TracingProvider.class, new NoopTracingProvider())
            .session("getKeycloakSessionFactory", factory())
            .with(RequiredActionProvider.class, new RegisterSecurityKey().createProvider(null, new NullCertPathTrustworthinessVerifier()))
            .session("singleUseObjects", singleUseObjects())
            .context("getUri", frontend())
            .session("theme", theme())
            .context("resolveLocale", Locale.ENGLISH).context("getClient", null)
            .context("getConnection", Stub.of(ClientConnection.class).with("getRemoteHost", "203.0.113.9").make());
    }

    private PasskeysRoom room() {
        SecurityLog log = new SecurityLog(clock);
        Grants grants = new Grants(clock, new Proofs(clock, log, session -> database, List.of(), List.of()));
        Assertions assertions = new Assertions(clock, log, session -> database);
        return new PasskeysRoom(clock, grants, new Factors(clock, List.of(KeyFactor.passkeys(assertions), KeyFactor.securityKeys(assertions))),
            this::firstCodes, log, assertions);
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
        words.setProperty("keyholdPasskeyName", "Passkey");
        words.setProperty("keyholdSecurityKeyName", "Security key");
        return Stub.of(ThemeManager.class).with("getTheme", Stub.of(Theme.class).with("getEnhancedMessages", words).make()).make();
    }

    private Caller caller(KeycloakSession keycloak) {
        return new Caller(keycloak, realm(), user(), People.session("mine", Map.of()).make(), "203.0.113.9", () -> Device.UNKNOWN);
    }

    RealmModel realm() {
        AuthenticationFlowModel flow = new AuthenticationFlowModel();
        flow.setId("flow");
        return Stub.of(RealmModel.class).with("getId", "realm").with("getName", "demo")
            .with("getWebAuthnPolicy", policy).with("getWebAuthnPolicyPasswordless", policy)
            .answering("getAttribute", names -> realmAttributes.get((String) names[0]))
            .with("getBrowserFlow", flow).answering("getAuthenticationExecutionsStream", none -> steps.stream().map(KeysWorld::execution))
            .with("isEventsEnabled", false).answering("getEnabledEventTypesStream", none -> Stream.empty()).answering("getEventsListenersStream", none -> Stream.of("recorder")).make();
    }

    private static AuthenticationExecutionModel execution(String step) {
        AuthenticationExecutionModel execution = new AuthenticationExecutionModel();
        execution.setAuthenticator(step);
        execution.setRequirement(AuthenticationExecutionModel.Requirement.ALTERNATIVE);
        return execution;
    }

    UserModel user() {
        return People.alice().with("getId", userId).with("credentialManager", credentialManager())
            .answering("removeRequiredAction", actions -> requiredActions.remove(String.valueOf(actions[0]))).make();
    }

    private SubjectCredentialManager credentialManager() {
        return Stub.of(SubjectCredentialManager.class)
            .answering("isConfiguredFor", none -> hasPassword)
            .answering("getStoredCredentialsStream", none -> new ArrayList<>(credentials).stream())
            .answering("getStoredCredentialsByTypeStream", types -> new ArrayList<>(credentials).stream().filter(stored -> stored.getType().equals(types[0])))
            .answering("createCredentialThroughProvider", made -> {
                credentials.add((CredentialModel) made[0]);
                return made[0];
            })
            .answering("removeStoredCredentialById", ids -> credentials.removeIf(stored -> stored.getId().equals(ids[0])))
            .answering("updateCredentialLabel", arguments -> rename((String) arguments[0], (String) arguments[1])).make();
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

    List<String> labels() {
        return credentials.stream().map(CredentialModel::getUserLabel).toList();
    }

    List<String> logged() {
        return database.run(em -> em.createQuery("select e.type from KeyholdSecurityEvent e where e.userId = :user order by e.occurredAt, e.type", String.class)
            .setParameter("user", userId).getResultList());
    }
}
