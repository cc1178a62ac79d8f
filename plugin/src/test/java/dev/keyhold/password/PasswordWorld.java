package dev.keyhold.password;

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
import dev.keyhold.support.OtherSessions;
import dev.keyhold.support.TestTree;
import dev.keyhold.testing.People;
import dev.keyhold.testing.SettableClock;
import dev.keyhold.testing.Stub;
import dev.keyhold.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import org.keycloak.common.ClientConnection;
import org.keycloak.component.ComponentModel;
import org.keycloak.credential.CredentialModel;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.models.FederatedIdentityModel;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.IdentityProviderStorageProvider;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.KeycloakTransactionManager;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RealmProvider;
import org.keycloak.models.SingleUseObjectProvider;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.UserCredentialModel;
import org.keycloak.models.UserLoginFailureProvider;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserProvider;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.policy.PasswordPolicyProvider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.services.managers.BruteForceProtector;
import org.keycloak.storage.DatastoreProvider;
import org.keycloak.storage.StoreManagers;
import org.keycloak.tracing.NoopTracingProvider;
import org.keycloak.tracing.TracingProvider;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** Alice, her password in Keycloak or somewhere else, and the room behind its tree. What a request refused is undone, but not in a directory. */
final class PasswordWorld {
    static final List<Class<?>> ENTITIES = Stream.concat(TestGrants.entities().stream(), Stream.of(SecurityEvent.class, Preference.class)).toList();

    final TestDatabase database;
    final SettableClock clock = new SettableClock("2026-11-23T09:00:00Z");
    final String userId = UUID.randomUUID().toString();
    final Policy policy = new Policy("length(4)");
    final List<String> requiredActions = new ArrayList<>();
    /** What happened that could not be undone or that listeners heard, in order. */
    final List<String> happened = new ArrayList<>();
    final List<FederatedIdentityModel> brokers = new ArrayList<>();
    final List<IdentityProviderModel> identityProviders = new ArrayList<>();
    String password = "right";
    /** Whether Keycloak itself stores it. */
    boolean stored = true;
    int otherSessions;
    ComponentModel directory;
    ProviderFactory<?> directoryFactory;
    RuntimeException onCheck;
    RuntimeException onWrite;
    RuntimeException onEnding;
    boolean takesPasswords = true;
    /** A change that another request commits at this moment, after this one's proof. */
    Runnable meanwhile = () -> { };

    private static final class Undone extends RuntimeException {
        private final transient TestTree.Answer answer;

        Undone(TestTree.Answer answer) {
            this.answer = answer;
        }
    }

    private interface Stores extends DatastoreProvider, StoreManagers {
    }

    PasswordWorld(TestDatabase database) {
        this.database = database;
        database.run(em -> {
            UserLock.take(em, database, "realm", userId);
            return null;
        });
    }

    TestTree.Answer change(String current, String wanted) {
        return change("{\"currentPassword\":\"" + current + "\",\"newPassword\":\"" + wanted + "\",\"endOtherSessions\":true}");
    }

    TestTree.Answer change(String json) {
        String before = password;
        List<String> actionsBefore = List.copyOf(requiredActions);
        return request(em -> tree(em).put("password", json), () -> {
            password = directory == null ? before : password;
            requiredActions.clear();
            requiredActions.addAll(actionsBefore);
        });
    }

    PasswordView view() {
        return database.run(em -> (PasswordView) room().read(caller(plain())));
    }

    /** A grant that was given before. */
    String grant() {
        return database.run(em -> TestGrants.give(em, clock, caller(plain()), Operation.SESSIONS_END, ""));
    }

    /** Milliseconds; what was proved before counts no more. */
    long proofsVoidedAt() {
        return database.run(em -> UserLock.lastRemoval(em, userId));
    }

    List<String> logged() {
        return database.run(em -> em.createQuery("select e.type from KeyholdSecurityEvent e where e.userId = :user order by e.occurredAt, e.type", String.class)
            .setParameter("user", userId).getResultList());
    }

    private TestTree.Answer request(Function<EntityManager, TestTree.Answer> request, Runnable undo) {
        try {
            return database.run(em -> {
                TestTree.Answer answer = request.apply(em);
                if (answer.status() >= 400) {
                    throw new Undone(answer);
                }
                return answer;
            });
        } catch (Undone undone) {
            undo.run();
            return undone.answer;
        }
    }

    private TestTree tree(EntityManager em) {
        return new TestTree(room(), em, this::caller)
            .with(BruteForceProtector.class, Stub.of(BruteForceProtector.class).with("failedLogin", null).with("successfulLogin", null).make())
            .with(EventListenerProvider.class, listener())
            .with(TracingProvider.class, new NoopTracingProvider())
            .with(PasswordPolicyProvider.class, policy.keycloak().getProvider(PasswordPolicyProvider.class, "length"))
            .session("singleUseObjects", Stub.of(SingleUseObjectProvider.class).with("putIfAbsent", true).with("remove", null).make())
            .session("getKeycloakSessionFactory", factory())
            .session("theme", policy.keycloak().theme())
            .session("users", users())
            .session("identityProviders", identityProviders())
            .context("resolveLocale", Locale.ENGLISH).context("getClient", null).context("getRealm", null)
            .context("getConnection", Stub.of(ClientConnection.class).with("getRemoteHost", "203.0.113.9").make());
    }

    private PasswordRoom room() {
        SecurityLog log = new SecurityLog(clock);
        Proofs proofs = new Proofs(clock, log, session -> database, List.of(), List.of());
        return new PasswordRoom(clock, log, proofs, new Grants(clock, proofs), new OtherSessions() {
            @Override
            public Ended end(Caller caller) {
                if (onEnding != null) {
                    throw onEnding;
                }
                int ended = Math.min(20, otherSessions);
                happened.add("ended " + ended);
                return new Ended(ended, otherSessions - ended);
            }

            @Override
            public Ended endAll(Caller caller) {
                throw new UnsupportedOperationException("there may be many");
            }
        });
    }

    private KeycloakSession plain() {
        return Stub.of(KeycloakSession.class).with("getKeycloakSessionFactory", factory()).with("users", users()).with("identityProviders", identityProviders()).make();
    }

    private KeycloakSessionFactory factory() {
        ProviderFactory<?> recorder = Stub.of(EventListenerProviderFactory.class).with("getId", "recorder").make();
        return Stub.of(KeycloakSessionFactory.class).answering("create", none -> beside()).answering("getProviderFactoriesStream", none -> Stream.of(recorder))
            .answering("getProviderFactory", asked -> directoryFactory).make();
    }

    /** A session with a transaction of its own, which sees what others have committed. */
    private KeycloakSession beside() {
        return Stub.of(KeycloakSession.class)
            .with("getTransactionManager", Stub.of(KeycloakTransactionManager.class).with("begin", null).with("commit", null).with("setRollbackOnly", null)
                .with("isActive", true).with("getRollbackOnly", false).make())
            .with("getContext", Stub.of(KeycloakContext.class).with("setRealm", null).make())
            .with("realms", Stub.of(RealmProvider.class).with("getRealm", realm()).make())
            .with("loginFailures", Stub.of(UserLoginFailureProvider.class).with("getUserLoginFailure", null).make())
            .with("getKeycloakSessionFactory", Stub.of(KeycloakSessionFactory.class).answering("getProviderFactoriesStream", none -> Stream.of(
                Stub.of(EventListenerProviderFactory.class).with("getId", "recorder").make())).make())
            .answering("getProvider", types -> types[0] == EventListenerProvider.class ? listener()
                : types[0] == TracingProvider.class ? new NoopTracingProvider() : Stub.of(Stores.class).answering("userLocalStorage", none -> afterMeanwhile()).make())
            .with("close", null).with("getAttribute", null).with("setAttribute", null).make();
    }

    private UserProvider afterMeanwhile() {
        meanwhile.run();
        return users();
    }

    private UserProvider users() {
        return Stub.of(UserProvider.class).with("getUserById", user()).answering("getFederatedIdentitiesStream", none -> brokers.stream()).make();
    }

    private IdentityProviderStorageProvider identityProviders() {
        return Stub.of(IdentityProviderStorageProvider.class).answering("getByAlias", aliases ->
            identityProviders.stream().filter(one -> one.getAlias().equals(aliases[0])).findFirst().orElse(null)).make();
    }

    private EventListenerProvider listener() {
        return Stub.of(EventListenerProvider.class).answering("onEvent", told -> {
            Event event = (Event) told[0];
            happened.add(event.getType() + " " + event.getDetails().getOrDefault("reason", event.getDetails().get("credential_type")));
            return null;
        }).make();
    }

    private Caller caller(KeycloakSession keycloak) {
        return new Caller(keycloak, realm(), user(), People.session("mine", Map.of()).make(), "203.0.113.9", () -> Device.UNKNOWN);
    }

    private RealmModel realm() {
        return Stub.of(RealmModel.class).with("getId", "realm").with("getName", "demo").with("getPasswordPolicy", policy.realm().getPasswordPolicy())
            .with("getAttribute", null).answering("getComponent", ids -> directory)
            .with("isBruteForceProtected", false).with("getFailureFactor", 3).with("getWaitIncrementSeconds", 60)
            .with("getMaxFailureWaitSeconds", 900).with("getMaxDeltaTimeSeconds", 43200)
            .with("isEventsEnabled", false).answering("getEnabledEventTypesStream", none -> Stream.empty()).answering("getEventsListenersStream", none -> Stream.of("recorder")).make();
    }

    private UserModel user() {
        return People.alice().with("getId", userId).with("credentialManager", credentials()).with("isFederated", directory != null).with("getFederationLink", "link")
            .answering("getRequiredActionsStream", none -> List.copyOf(requiredActions).stream())
            .answering("removeRequiredAction", actions -> requiredActions.remove(String.valueOf(actions[0]))).make();
    }

    private SubjectCredentialManager credentials() {
        return Stub.of(SubjectCredentialManager.class)
            .answering("isConfiguredFor", types -> password != null)
            .answering("getStoredCredentialsStream", none -> storedPassword())
            .answering("getStoredCredentialsByTypeStream", types -> types[0].equals(PasswordCredentialModel.TYPE) ? storedPassword() : Stream.empty())
            .answering("removeStoredCredentialById", ids -> {
                stored = false;
                return true;
            })
            .answering("isValid", inputs -> {
                if (onCheck != null) {
                    throw onCheck;
                }
                return ((UserCredentialModel) ((Object[]) inputs[0])[0]).getValue().equals(password);
            })
            .answering("updateCredential", inputs -> write(((UserCredentialModel) inputs[0]).getValue())).make();
    }

    private boolean write(String wanted) {
        if (onWrite != null) {
            throw onWrite;
        }
        happened.add("written");
        password = takesPasswords ? wanted : password;
        return takesPasswords;
    }

    private Stream<CredentialModel> storedPassword() {
        if (password == null || !stored) {
            return Stream.empty();
        }
        CredentialModel one = PasswordCredentialModel.createFromValues("plain", new byte[0], 1, password);
        one.setId("password");
        one.setCreatedDate(clock.millis() - 60_000);
        return Stream.of(one);
    }
}
