package dev.keyhold.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyhold.factors.FirstCodes;
import dev.keyhold.factors.UserLock;
import dev.keyhold.reauthentication.Operation;
import dev.keyhold.reauthentication.TestGrants;
import dev.keyhold.support.Caller;
import dev.keyhold.support.Device;
import dev.keyhold.support.OverviewSection;
import dev.keyhold.support.Room;
import dev.keyhold.support.TestTree;
import jakarta.persistence.EntityManager;
import org.keycloak.common.ClientConnection;
import org.keycloak.connections.jpa.JpaConnectionProvider;
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
import org.keycloak.models.RealmModel;
import org.keycloak.models.RealmProvider;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.ThemeManager;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserProvider;
import org.keycloak.storage.DatastoreProvider;
import org.keycloak.storage.StoreManagers;
import org.keycloak.theme.Theme;
import org.keycloak.tracing.NoopTracingProvider;
import org.keycloak.tracing.TracingProvider;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** A user with factors at a Keycloak that keeps them in memory, and the room that enrols them behind its tree. What a request refused is undone. */
public abstract class EnrolmentWorld {
    public final TestDatabase database;
    public final SettableClock clock = new SettableClock("2026-11-23T09:00:00Z");
    public final String userId = UUID.randomUUID().toString();
    public final List<CredentialModel> credentials = new ArrayList<>();
    public final List<Event> events = new ArrayList<>();
    public final List<String> requiredActions = new ArrayList<>();
    public final Map<String, String> realmAttributes = new HashMap<>();
    public final Map<String, String> userAttributes = new HashMap<>();
    public final List<String> enrolmentsWithCodes = new ArrayList<>();
    /** Authenticators in the bound browser flow. */
    public List<String> steps;
    public boolean hasPassword = true;
    public boolean hasCodes;
    public boolean firstCodesFail;

    private static final class Undone extends RuntimeException {
        private final transient TestTree.Answer answer;

        Undone(TestTree.Answer answer) {
            this.answer = answer;
        }
    }

    private interface Stores extends DatastoreProvider, StoreManagers {
    }

    protected EnrolmentWorld(TestDatabase database, List<String> steps) {
        this.database = database;
        this.steps = steps;
        database.run(em -> {
            UserLock.take(em, database, "realm", userId);
            return null;
        });
    }

    protected abstract Room room();

    /** What this kind of factor asks of its realm. */
    protected abstract Stub<RealmModel> withPolicy(Stub<RealmModel> realm);

    /** Texts of the login theme. */
    protected abstract Map<String, String> words();

    /** What else of Keycloak the room asks for. */
    protected TestTree withMore(TestTree tree) {
        return tree;
    }

    /** What else it asks of the user's credentials. */
    protected Stub<SubjectCredentialManager> withMore(Stub<SubjectCredentialManager> credentialManager) {
        return credentialManager;
    }

    public String grant(Operation operation, String target) {
        return database.run(em -> TestGrants.give(em, clock, caller(session()), operation, target));
    }

    public String rescue() {
        return database.run(em -> TestGrants.rescue(em, clock, caller(session())));
    }

    public TestTree.Answer request(String grant, Function<TestTree, TestTree.Answer> request) {
        List<CredentialModel> before = new ArrayList<>(credentials);
        int eventsBefore = events.size();
        try {
            return database.run(em -> {
                TestTree.Answer answer = request.apply(tree(room(), em).grant(grant));
                if (answer.status() >= 400) {
                    throw new Undone(answer);
                }
                return answer;
            });
        } catch (Undone undone) {
            // Untouched, they may be read by other requests at this moment.
            if (!credentials.equals(before) || events.size() > eventsBefore) {
                credentials.clear();
                credentials.addAll(before);
                events.subList(eventsBefore, events.size()).clear();
            }
            return undone.answer;
        }
    }

    public List<String> labels() {
        return credentials.stream().map(CredentialModel::getUserLabel).toList();
    }

    public List<String> logged() {
        return database.run(em -> em.createQuery("select e.type from KeyholdSecurityEvent e where e.userId = :user order by e.occurredAt, e.type", String.class)
            .setParameter("user", userId).getResultList());
    }

    protected Caller caller(KeycloakSession keycloak) {
        return new Caller(keycloak, realm(), user(), People.session("mine", Map.of()).make(), "203.0.113.9", () -> Device.UNKNOWN);
    }

    protected static KeycloakSession session() {
        return Stub.of(KeycloakSession.class).make();
    }

    public RealmModel realm() {
        AuthenticationFlowModel flow = new AuthenticationFlowModel();
        flow.setId("flow");
        return withPolicy(Stub.of(RealmModel.class)).with("getId", "realm").with("getName", "demo")
            .answering("getAttribute", names -> realmAttributes.get((String) names[0]))
            .with("getBrowserFlow", flow).answering("getAuthenticationExecutionsStream", none -> steps.stream().map(EnrolmentWorld::execution))
            .with("isEventsEnabled", false).answering("getEnabledEventTypesStream", none -> Stream.empty()).answering("getEventsListenersStream", none -> Stream.of("recorder")).make();
    }

    public UserModel user() {
        return People.alice().with("getId", userId).with("credentialManager", credentialManager())
            .answering("getFirstAttribute", names -> userAttributes.get((String) names[0]))
            .answering("removeRequiredAction", actions -> requiredActions.remove(String.valueOf(actions[0]))).make();
    }

    protected Optional<FirstCodes.Made> firstCodes(Caller caller, String enrolment) {
        if (firstCodesFail) {
            throw new IllegalStateException("the database does not answer");
        }
        enrolmentsWithCodes.add(enrolment);
        return hasCodes ? Optional.empty() : Optional.of(new FirstCodes.Made("set", List.of("code")));
    }

    /** The room's section of the overview. */
    public JsonNode section() {
        OverviewSection section = (OverviewSection) room();
        return database.run(em -> tree(routes -> routes.read("section", exchange -> section.read(exchange.caller())), em).get("section").body());
    }

    private TestTree tree(Room room, EntityManager em) {
        return withMore(new TestTree(room, em, this::caller)
            .with(EventListenerProvider.class, listener())
            .with(TracingProvider.class, new NoopTracingProvider())
            .session("getKeycloakSessionFactory", factory())
            .session("theme", theme())
            .context("resolveLocale", Locale.ENGLISH).context("getClient", null)
            .context("getConnection", Stub.of(ClientConnection.class).with("getRemoteHost", "203.0.113.9").make()));
    }

    private KeycloakSessionFactory factory() {
        return Stub.of(KeycloakSessionFactory.class).answering("create", none -> committed()).answering("getProviderFactoriesStream", none -> Stream.of(recorder())).make();
    }

    private KeycloakSession committed() {
        UserProvider users = Stub.of(UserProvider.class).with("getUserById", user()).make();
        Stores stores = Stub.of(Stores.class).with("userLocalStorage", users).make();
        List<EntityManager> readers = new ArrayList<>();
        return Stub.of(KeycloakSession.class)
            .with("getTransactionManager", Stub.of(KeycloakTransactionManager.class).with("begin", null).with("commit", null)
                .with("isActive", true).with("getRollbackOnly", false).make())
            .with("getContext", Stub.of(KeycloakContext.class).with("setRealm", null).make())
            .with("realms", Stub.of(RealmProvider.class).with("getRealm", realm()).make())
            .answering("getProvider", types -> types[0] == JpaConnectionProvider.class ? reader(readers) : stores)
            .answering("close", none -> {
                readers.forEach(EntityManager::close);
                return null;
            })
            .with("getAttribute", null).with("setAttribute", null).make();
    }

    private JpaConnectionProvider reader(List<EntityManager> readers) {
        readers.add(database.reader());
        return Stub.of(JpaConnectionProvider.class).with("getEntityManager", readers.get(readers.size() - 1)).make();
    }

    private static EventListenerProviderFactory recorder() {
        return Stub.of(EventListenerProviderFactory.class).with("getId", "recorder").make();
    }

    private EventListenerProvider listener() {
        return Stub.of(EventListenerProvider.class).answering("onEvent", told -> events.add((Event) told[0])).make();
    }

    private ThemeManager theme() {
        Properties words = new Properties();
        words.putAll(words());
        return Stub.of(ThemeManager.class).with("getTheme", Stub.of(Theme.class).with("getEnhancedMessages", words).make()).make();
    }

    private static AuthenticationExecutionModel execution(String step) {
        AuthenticationExecutionModel execution = new AuthenticationExecutionModel();
        execution.setAuthenticator(step);
        execution.setRequirement(AuthenticationExecutionModel.Requirement.ALTERNATIVE);
        return execution;
    }

    private SubjectCredentialManager credentialManager() {
        return withMore(Stub.of(SubjectCredentialManager.class)
            .answering("isConfiguredFor", none -> hasPassword)
            .answering("getStoredCredentialsStream", none -> new ArrayList<>(credentials).stream())
            .answering("getStoredCredentialsByTypeStream", types -> new ArrayList<>(credentials).stream().filter(stored -> stored.getType().equals(types[0])))
            .answering("createCredentialThroughProvider", made -> {
                credentials.add((CredentialModel) made[0]);
                return made[0];
            })
            .answering("removeStoredCredentialById", ids -> credentials.removeIf(stored -> stored.getId().equals(ids[0])))
            .answering("updateCredentialLabel", arguments -> rename((String) arguments[0], (String) arguments[1]))).make();
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
}
