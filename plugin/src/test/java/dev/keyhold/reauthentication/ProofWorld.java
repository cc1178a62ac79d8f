package dev.keyhold.reauthentication;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyhold.factors.Preference;
import dev.keyhold.securitylog.SecurityEvent;
import dev.keyhold.securitylog.SecurityLog;
import dev.keyhold.support.Caller;
import dev.keyhold.support.Device;
import dev.keyhold.support.OtherSessions;
import dev.keyhold.support.Room;
import dev.keyhold.support.TestTree;
import dev.keyhold.testing.People;
import dev.keyhold.testing.SettableClock;
import dev.keyhold.testing.Stub;
import dev.keyhold.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.KeycloakTransactionManager;
import org.keycloak.models.KeycloakUriInfo;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RealmProvider;
import org.keycloak.models.SingleUseObjectProvider;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.UserCredentialModel;
import org.keycloak.models.UserLoginFailureModel;
import org.keycloak.models.UserLoginFailureProvider;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserProvider;
import org.keycloak.services.managers.BruteForceProtector;
import org.keycloak.urls.HostnameProvider;
import org.keycloak.urls.UrlType;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A user at a Keycloak that does as told, and the room that asks this user for proofs; counts and rows are in a real database. */
final class ProofWorld {
    static final int LIMIT = 3;
    static final List<Class<?>> ENTITIES = List.of(Attempts.class, Grant.class, SecurityEvent.class, Preference.class);

    final TestDatabase database;
    final SettableClock clock = new SettableClock("2026-11-22T09:00:00Z");
    final String user = UUID.randomUUID().toString();
    final SecurityLog log = new SecurityLog(clock);
    /** How often a password was looked at. */
    final AtomicInteger comparisons = new AtomicInteger();
    final List<String> toldKeycloak = new CopyOnWriteArrayList<>();
    final Set<Object> locks = ConcurrentHashMap.newKeySet();
    final Map<String, String> realmAttributes = new ConcurrentHashMap<>();
    final List<SecondProof> seconds = new CopyOnWriteArrayList<>();
    final List<KeyProof> keys = new CopyOnWriteArrayList<>();
    final AtomicInteger otherSessions = new AtomicInteger();
    int sessionsThatTimeIsFor = Integer.MAX_VALUE;
    boolean hasPassword = true;
    List<String> stored = List.of("password", "password-history");
    long lastCredentialMade;
    private final AtomicInteger keycloakCount = new AtomicInteger();
    final AtomicInteger looksUntilCounted = new AtomicInteger();
    int failuresUntilKeycloakLocks = Integer.MAX_VALUE;
    boolean keycloakLocksForGood;
    volatile boolean lockedByKeycloak;
    boolean tellingFails;
    int keycloakWaits = 30;
    boolean storeIsDown;
    /** The realm locks for good after so many locks; negative: never. */
    int permanentAfter = -1;

    ProofWorld(TestDatabase database) {
        this.database = database;
    }

    /** A right or wrong password for ending sessions. */
    TestTree.Answer prove(String password) {
        return post("{\"operation\":\"sessions.end\",\"target\":\"\",\"password\":\"" + password + "\"}");
    }

    TestTree.Answer post(String json) {
        return database.run(em -> tree(room(), em).post("reauthentication", json));
    }

    /** The section of the overview. */
    JsonNode overview() {
        return database.run(em -> tree(routes -> routes.change("POST", "read", exchange -> room().read(exchange.caller())), em).post("read", "{}").body());
    }

    TestTree tree(Room room, EntityManager em) {
        return new TestTree(room, em, this::caller)
            .with(BruteForceProtector.class, protector())
            .session("singleUseObjects", singleUse())
            .session("loginFailures", loginFailures())
            .session("getKeycloakSessionFactory", Stub.of(KeycloakSessionFactory.class).answering("create", none -> laterSession()).make())
            .context("getUri", frontend());
    }

    SingleUseObjectProvider singleUse() {
        return Stub.of(SingleUseObjectProvider.class).answering("putIfAbsent", key -> locks.add(key[0]))
            .answering("remove", key -> locks.remove(key[0]) ? Map.of() : null).make();
    }

    Proofs proofs() {
        return new Proofs(clock, log, session -> database, seconds, keys);
    }

    Grants grants() {
        return new Grants(clock, proofs());
    }

    private ReauthenticationRoom room() {
        return new ReauthenticationRoom(proofs(), grants(), log, new OtherSessions() {
            @Override
            public Ended end(Caller caller) {
                throw new UnsupportedOperationException("all are meant");
            }

            @Override
            public Ended endAll(Caller caller) {
                int open = otherSessions.get();
                int ended = Math.min(open, sessionsThatTimeIsFor);
                return new Ended(ended, otherSessions.addAndGet(-ended));
            }
        });
    }

    private UserLoginFailureProvider loginFailures() {
        return Stub.of(UserLoginFailureProvider.class).with("getUserLoginFailure", Stub.of(UserLoginFailureModel.class)
            .with("getFailedLoginNotBefore", (int) clock.instant().getEpochSecond() + keycloakWaits)
            .with("getLastFailure", 0L).with("getNumFailures", keycloakCount.get()).make()).make();
    }

    /** A session in which Keycloak's own transactions since the request's start can be seen. */
    private KeycloakSession laterSession() {
        if (!toldKeycloak.isEmpty() && looksUntilCounted.getAndDecrement() <= 0) {
            looksUntilCounted.set(0);
            keycloakCount.set(toldKeycloak.size());
            lockedByKeycloak = toldKeycloak.size() >= failuresUntilKeycloakLocks;
        }
        return Stub.of(KeycloakSession.class)
            .with("getTransactionManager", Stub.of(KeycloakTransactionManager.class).with("begin", null).with("commit", null)
                .with("isActive", true).with("getRollbackOnly", false).make())
            .with("getContext", Stub.of(KeycloakContext.class).with("setRealm", null).make())
            .with("realms", Stub.of(RealmProvider.class).with("getRealm", realm()).make())
            .with("users", Stub.of(UserProvider.class).with("getUserById", People.alice().with("getId", user).make()).make())
            .with("loginFailures", loginFailures()).with("getProvider", protector()).with("close", null)
            .with("getAttribute", null).with("setAttribute", null).make();
    }

    RealmModel realm() {
        return Stub.of(RealmModel.class).with("getId", "realm").with("getName", "demo").with("isBruteForceProtected", true)
            .answering("getAttribute", names -> realmAttributes.get((String) names[0])).with("isPermanentLockout", permanentAfter >= 0).with("getMaxTemporaryLockouts", permanentAfter).with("getFailureFactor", LIMIT).with("getWaitIncrementSeconds", 60)
            .with("getMaxFailureWaitSeconds", 900).with("getMaxDeltaTimeSeconds", 43200).make();
    }

    private static KeycloakUriInfo frontend() {
        HostnameProvider hostname = Stub.of(HostnameProvider.class).with("getBaseUri", URI.create("https://id.example.org/")).make();
        return new KeycloakUriInfo(Stub.of(KeycloakSession.class).with("getProvider", hostname).make(), UrlType.FRONTEND, null);
    }

    Caller caller(KeycloakSession keycloak) {
        return new Caller(keycloak, realm(), person(), People.session("mine", Map.of()).make(), "203.0.113.9", () -> Device.UNKNOWN);
    }

    UserModel person() {
        return People.alice().with("getId", user).with("credentialManager", Stub.of(SubjectCredentialManager.class)
            .with("isConfiguredFor", hasPassword)
            .answering("getStoredCredentialsStream", none -> stored.stream().map(this::credential))
            .answering("isValid", inputs -> compare((UserCredentialModel) ((Object[]) inputs[0])[0])).make()).make();
    }

    private boolean compare(UserCredentialModel password) {
        if (storeIsDown) {
            throw new IllegalStateException("the directory does not answer");
        }
        comparisons.incrementAndGet();
        return password.getValue().equals("right");
    }

    private BruteForceProtector protector() {
        return Stub.of(BruteForceProtector.class).with("isPermanentlyLockedOut", lockedByKeycloak && keycloakLocksForGood).with("isTemporarilyDisabled", lockedByKeycloak)
            .answering("failedLogin", arguments -> told("failedLogin")).answering("successfulLogin", arguments -> told("successfulLogin")).make();
    }

    private CredentialModel credential(String type) {
        CredentialModel credential = new CredentialModel();
        credential.setType(type);
        credential.setCreatedDate(lastCredentialMade);
        return credential;
    }

    private Object told(String what) {
        if (tellingFails) {
            throw new IllegalStateException("no thread is free");
        }
        toldKeycloak.add(what);
        return null;
    }

    List<String> logged() {
        return database.run(em -> em.createQuery("select e.type from KeyholdSecurityEvent e where e.userId = :user order by e.occurredAt, e.type", String.class)
            .setParameter("user", user).getResultList());
    }
}
