package dev.keyhold.reauthentication;

import dev.keyhold.securitylog.SecurityEvent;
import dev.keyhold.securitylog.SecurityLog;
import dev.keyhold.support.Caller;
import dev.keyhold.support.Device;
import dev.keyhold.support.OtherSessions;
import dev.keyhold.support.TestTree;
import dev.keyhold.testing.People;
import dev.keyhold.testing.Race;
import dev.keyhold.testing.SettableClock;
import dev.keyhold.testing.Stub;
import dev.keyhold.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

class ReauthenticationRoomTest {
    private static final int LIMIT = 3;
    private static final OtherSessions NO_OTHERS = new OtherSessions() {
        @Override
        public Ended end(Caller caller) {
            return new Ended(0, 0);
        }

        @Override
        public Ended endAll(Caller caller) {
            return new Ended(0, 0);
        }
    };
    private static TestDatabase database;

    private final SettableClock clock = new SettableClock("2026-11-22T09:00:00Z");
    private final String user = UUID.randomUUID().toString();
    private final AtomicInteger comparisons = new AtomicInteger();
    private final List<String> toldKeycloak = new CopyOnWriteArrayList<>();
    private final Set<Object> locks = ConcurrentHashMap.newKeySet();
    private boolean hasPassword = true;
    private List<String> stored = List.of("password", "password-history");
    private final AtomicInteger keycloakCount = new AtomicInteger();
    private final AtomicInteger looksUntilCounted = new AtomicInteger();
    private int failuresUntilKeycloakLocks = Integer.MAX_VALUE;
    private boolean keycloakLocksForGood;
    private volatile boolean lockedByKeycloak;
    private boolean tellingFails;
    private int keycloakWaits = 30;
    private boolean storeIsDown;

    @BeforeAll
    static void open() {
        database = TestDatabase.open("META-INF/keyhold-changelog.xml", List.of(Attempts.class, Grant.class, SecurityEvent.class));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void aRightPasswordGivesAGrantAndIsLogged() {
        TestTree.Answer answer = prove("right");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("expiresAt").asText()).isEqualTo("2026-11-22T09:05:00Z");
        assertThat(toldKeycloak).containsExactly("successfulLogin");
        assertThat(logged()).containsExactly("reauthentication.succeeded");
        assertThat(database.rowsOf("KeyholdGrant", user)).isEqualTo(1);
        assertThat(database.rowsOf("KeyholdAttempts", user)).isZero();
    }

    /** Threat: a thief who knows the password proves it here again and again, so that guesses at the authenticator app never lock. */
    @ParameterizedTest
    @ValueSource(strings = {"otp", "webauthn", "webauthn-passwordless", "recovery-authn-codes"})
    void aRightPasswordLeavesKeycloaksCountOfASecondFactorAlone(String second) {
        stored = List.of("password", second);
        assertThat(prove("right").status()).isEqualTo(200);
        assertThat(toldKeycloak).isEmpty();
    }

    @Test
    void aRefusalIsLoggedEvenWhenKeycloakCannotBeTold() {
        tellingFails = true;
        assertThat(prove("wrong").status()).isEqualTo(500);
        assertThat(logged()).containsExactly("reauthentication.failed");
    }

    @Test
    void aWrongOneIsCountedToldAndLogged() {
        TestTree.Answer answer = prove("wrong");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body().get("triesLeft").asInt()).isEqualTo(LIMIT - 1);
        assertThat(toldKeycloak).containsExactly("failedLogin");
        assertThat(logged()).containsExactly("reauthentication.failed");
        assertThat(database.rowsOf("KeyholdGrant", user)).isZero();
    }

    /** Two wrong passwords within a second lock for a minute, by Keycloak's "quick login check", long before the tries are used up. */
    @Test
    void aWrongOneAfterWhichKeycloakLocksHasNoTriesLeft() {
        failuresUntilKeycloakLocks = 2;
        assertThat(prove("wrong").body().has("retryAt")).isFalse();
        // Keycloak counts in a thread of its own, a little later.
        looksUntilCounted.set(3);
        TestTree.Answer refused = prove("wrong");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body().get("triesLeft").asInt()).isZero();
        assertThat(refused.body().get("retryAt").asText()).isEqualTo("2026-11-22T09:00:30Z");
        assertThat(refused.retryAfter()).isEqualTo("30");
        assertThat(logged()).containsExactly("reauthentication.failed", "reauthentication.failed");
    }

    @Test
    void aWrongOneAfterWhichKeycloakLocksForGoodTellsNoTime() {
        failuresUntilKeycloakLocks = 1;
        keycloakLocksForGood = true;
        TestTree.Answer refused = prove("wrong");
        assertThat(refused.body().get("triesLeft").asInt()).isZero();
        assertThat(refused.body().get("retryAt").isNull()).isTrue();
        assertThat(refused.retryAfter()).isNull();
    }

    @Test
    void theLastTryTellsWhenTheLongerOfBothLocksEnds() {
        failuresUntilKeycloakLocks = LIMIT;
        prove("wrong");
        prove("wrong");
        assertThat(prove("wrong").body().get("retryAt").asText()).isEqualTo("2026-11-22T09:01:00Z");
    }

    /** Our own count holds when Keycloak does not count in time. */
    @Test
    void aWrongOneThatKeycloakDoesNotCountIsRefusedAllTheSame() {
        looksUntilCounted.set(Integer.MAX_VALUE);
        TestTree.Answer refused = prove("wrong");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body().get("triesLeft").asInt()).isEqualTo(LIMIT - 1);
    }

    /** Threat: guessing on after the lock. Bound: not even a right password is looked at until the lock ends. */
    @Test
    void afterTheLimitARightOneIsRefusedUntilTheLockEnds() {
        for (int i = 0; i < LIMIT; i++) {
            prove("wrong");
        }
        TestTree.Answer refused = prove("right");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.retryAfter()).isEqualTo("60");
        assertThat(refused.body().get("retryAt").asText()).isEqualTo("2026-11-22T09:01:00Z");
        assertThat(comparisons).hasValue(LIMIT);
        clock.forward(Duration.ofSeconds(60));
        assertThat(prove("right").status()).isEqualTo(200);
    }

    @Test
    void keycloaksOwnLockIsAskedFirst() {
        lockedByKeycloak = true;
        TestTree.Answer refused = prove("right");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.retryAfter()).isEqualTo("30");
        assertThat(comparisons).hasValue(0);
        assertThat(database.rowsOf("KeyholdAttempts", user)).isZero();
    }

    /** Keycloak calls a user disabled also while it still counts another sign-in of theirs; nobody needs an administrator for that. */
    @Test
    void aMomentInWhichKeycloakCountsASignInIsNoLockForGood() {
        lockedByKeycloak = true;
        keycloakWaits = -30;
        TestTree.Answer refused = prove("right");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.retryAfter()).isEqualTo("1");
        assertThat(refused.body().get("retryAt").asText()).isEqualTo("2026-11-22T09:00:01Z");
    }

    @Test
    void whileOneCheckRunsAnotherIsTurnedAwayUncounted() {
        locks.add("keyhold.reauthentication.check.password." + user);
        TestTree.Answer refused = prove("right");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.retryAfter()).isEqualTo("1");
        assertThat(refused.body().get("retryAt").isNull()).isTrue();
        assertThat(database.rowsOf("KeyholdAttempts", user)).isZero();
    }

    /** Our own fault is never the user's miss. */
    @Test
    void aCheckWithoutAVerdictIsGivenBack() {
        storeIsDown = true;
        for (int i = 0; i < LIMIT + 1; i++) {
            assertThat(prove("right").status()).isEqualTo(500);
        }
        assertThat(logged()).isEmpty();
        assertThat(toldKeycloak).isEmpty();
        storeIsDown = false;
        assertThat(prove("right").status()).isEqualTo(200);
        assertThat(locks).isEmpty();
    }

    @Test
    void withoutAPasswordThereIsNothingToProve() {
        hasPassword = false;
        TestTree.Answer refused = prove("right");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().get("accountUrl").asText()).isEqualTo("https://id.example.org/realms/demo/account");
    }

    /** Threat: parallel guesses share one try. Bound: no more than the limit are compared. */
    @Test
    void ofManyParallelGuessesNoMoreThanTheLimitAreCompared() throws Exception {
        List<TestTree.Answer> answers = Race.of(32, () -> prove("wrong"));
        assertThat(answers).extracting(TestTree.Answer::status).containsOnly(403, 429);
        assertThat(comparisons.get()).isBetween(1, LIMIT);
    }

    private TestTree.Answer prove(String password) {
        return database.run(em -> new TestTree(room(), em, this::caller)
            .with(BruteForceProtector.class, protector())
            .session("singleUseObjects", Stub.of(SingleUseObjectProvider.class).answering("putIfAbsent", key -> locks.add(key[0]))
                .answering("remove", key -> locks.remove(key[0]) ? Map.of() : null).make())
            .session("loginFailures", loginFailures())
            .session("getKeycloakSessionFactory", Stub.of(KeycloakSessionFactory.class).answering("create", none -> laterSession()).make())
            .context("getUri", frontend())
            .post("reauthentication", "{\"operation\":\"sessions.end\",\"target\":\"\",\"password\":\"" + password + "\"}"));
    }

    private ReauthenticationRoom room() {
        SecurityLog log = new SecurityLog(clock);
        Proofs proofs = new Proofs(clock, log, session -> database, List.of());
        return new ReauthenticationRoom(proofs, new Grants(clock, proofs), log, NO_OTHERS);
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

    private static RealmModel realm() {
        return Stub.of(RealmModel.class).with("getId", "realm").with("getName", "demo").with("isBruteForceProtected", true).with("getAttribute", null)
            .with("isPermanentLockout", false).with("getFailureFactor", LIMIT).with("getWaitIncrementSeconds", 60)
            .with("getMaxFailureWaitSeconds", 900).with("getMaxDeltaTimeSeconds", 43200).make();
    }

    private static KeycloakUriInfo frontend() {
        HostnameProvider hostname = Stub.of(HostnameProvider.class).with("getBaseUri", URI.create("https://id.example.org/")).make();
        return new KeycloakUriInfo(Stub.of(KeycloakSession.class).with("getProvider", hostname).make(), UrlType.FRONTEND, null);
    }

    private Caller caller(KeycloakSession keycloak) {
        UserModel alice = People.alice().with("getId", user).with("credentialManager", Stub.of(SubjectCredentialManager.class)
            .with("isConfiguredFor", hasPassword).answering("getStoredCredentialsStream", none -> stored.stream().map(ReauthenticationRoomTest::credential)).answering("isValid", inputs -> compare((UserCredentialModel) ((Object[]) inputs[0])[0])).make()).make();
        return new Caller(keycloak, realm(), alice, People.session("mine", Map.of()).make(), "203.0.113.9", () -> Device.UNKNOWN);
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

    private static CredentialModel credential(String type) {
        CredentialModel credential = new CredentialModel();
        credential.setType(type);
        return credential;
    }

    private Object told(String what) {
        if (tellingFails) {
            throw new IllegalStateException("no thread is free");
        }
        toldKeycloak.add(what);
        return null;
    }

    private List<String> logged() {
        return database.run(em -> em.createQuery("select e.type from KeyholdSecurityEvent e where e.userId = :user", String.class)
            .setParameter("user", user).getResultList());
    }
}
