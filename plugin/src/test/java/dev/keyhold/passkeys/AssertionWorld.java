package dev.keyhold.passkeys;

import com.webauthn4j.converter.util.ObjectConverter;
import dev.keyhold.factors.Preference;
import dev.keyhold.reauthentication.AssertionInput;
import dev.keyhold.reauthentication.Fields;
import dev.keyhold.reauthentication.Grants;
import dev.keyhold.reauthentication.Operation;
import dev.keyhold.reauthentication.ProofInput;
import dev.keyhold.reauthentication.Proofs;
import dev.keyhold.reauthentication.ReauthenticationRoom;
import dev.keyhold.reauthentication.SecondProof;
import dev.keyhold.reauthentication.TestGrants;
import dev.keyhold.securitylog.SecurityEvent;
import dev.keyhold.securitylog.SecurityLog;
import dev.keyhold.support.Caller;
import dev.keyhold.support.Device;
import dev.keyhold.support.Json;
import dev.keyhold.support.Room;
import dev.keyhold.support.TestTree;
import dev.keyhold.testing.People;
import dev.keyhold.testing.SettableClock;
import dev.keyhold.testing.Stub;
import dev.keyhold.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import org.keycloak.credential.CredentialInput;
import org.keycloak.credential.CredentialModel;
import org.keycloak.credential.WebAuthnCredentialModelInput;
import org.keycloak.credential.WebAuthnCredentialProvider;
import org.keycloak.credential.WebAuthnPasswordlessCredentialProvider;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowModel;
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
import org.keycloak.models.UserLoginFailureProvider;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserProvider;
import org.keycloak.models.WebAuthnPolicy;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import org.keycloak.services.managers.BruteForceProtector;
import org.keycloak.urls.HostnameProvider;
import org.keycloak.urls.UrlType;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A user with keys, at a realm that takes them: Keycloak's own credential providers check what the keys sign. */
final class AssertionWorld {
    static final int LIMIT = 3;
    static final List<Class<?>> ENTITIES = Stream.concat(TestGrants.entities().stream(), Stream.of(SecurityEvent.class, Preference.class)).toList();

    final TestDatabase database;
    final SettableClock clock = new SettableClock("2026-11-22T09:00:00Z");
    final String user = UUID.randomUUID().toString();
    final Map<String, CredentialModel> credentials = new ConcurrentHashMap<>();
    final WebAuthnPolicy passkeyPolicy = policy();
    final WebAuthnPolicy securityKeyPolicy = policy();
    final Map<String, String> realmAttributes = new ConcurrentHashMap<>(Map.of("keyhold.page-url", TestKey.ORIGIN + "/security"));
    final List<String> steps = new CopyOnWriteArrayList<>(List.of("auth-username-password-form", "webauthn-authenticator"));
    /** What the user can type beside the password. */
    final List<SecondProof> typed = new CopyOnWriteArrayList<>();
    final List<String> toldKeycloak = new CopyOnWriteArrayList<>();
    boolean hasPassword = true;
    private final Map<String, Kept> singleUse = new ConcurrentHashMap<>();

    private record Kept(Map<String, String> notes, Instant until) {
    }

    private record Form(String currentPassword, AssertionInput assertion) {
    }

    private static final class Undone extends RuntimeException {
        private final transient TestTree.Answer answer;

        Undone(TestTree.Answer answer) {
            this.answer = answer;
        }
    }

    AssertionWorld(TestDatabase database) {
        this.database = database;
    }

    TestKey has(KeyKind kind) {
        TestKey key = new TestKey(kind);
        credentials.put(key.id, key.stored());
        return key;
    }

    /** Asks for a challenge in a session of this name. */
    TestTree.Answer challenge(String session, KeyKind kind, String operation, String target) {
        return request(session, tree -> tree.post("reauthentication/challenges",
            Json.write(Map.of("operation", operation, "target", target, "kind", kind.word()))));
    }

    TestTree.Answer prove(String session, String operation, String target, String password, Map<String, Object> assertion) {
        Map<String, Object> proof = new LinkedHashMap<>(Map.of("operation", operation, "target", target));
        if (password != null) {
            proof.put("password", password);
        }
        if (assertion != null) {
            proof.put("assertion", assertion);
        }
        return prove(session, proof);
    }

    TestTree.Answer prove(String session, Map<String, Object> proof) {
        return request(session, tree -> tree.post("reauthentication", Json.write(proof)));
    }

    /** A form of another room that is the proof, as the one for a new password. */
    TestTree.Answer changePassword(String current, Map<String, Object> assertion) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("currentPassword", current);
        form.put("assertion", assertion);
        return request("mine", tree -> tree.post("form", Json.write(form)));
    }

    TestTree.Answer startTest(String session, String credential) {
        return request(session, tree -> tree.post("passkeys/tests", Json.write(Map.of("credential", credential))));
    }

    TestTree.Answer finishTest(String session, String id, Map<String, Object> answer) {
        return request(session, tree -> tree.put("passkeys/tests/" + id, Json.write(Map.of("assertion", answer))));
    }

    /** The section of the overview. */
    TestTree.Answer overview() {
        return request("mine", tree -> tree.post("overview", "{}"));
    }

    long counter(TestKey key) {
        return WebAuthnCredentialModel.createFromCredentialModel(credentials.get(key.id)).getWebAuthnCredentialData().getCounter();
    }

    List<String> logged() {
        return database.run(em -> em.createQuery("select e.type from KeyholdSecurityEvent e where e.userId = :user order by e.type", String.class)
            .setParameter("user", user).getResultList());
    }

    String targetOf(String event) {
        return database.run(em -> em.createQuery("select e.target from KeyholdSecurityEvent e where e.userId = :user and e.type = :type", String.class)
            .setParameter("user", user).setParameter("type", event).getSingleResult());
    }

    private interface Ask {
        TestTree.Answer of(TestTree tree);
    }

    // A refusal undoes what its request wrote.
    private TestTree.Answer request(String session, Ask ask) {
        try {
            return database.run(em -> {
                TestTree.Answer answer = ask.of(tree(em, session));
                if (answer.status() >= 400) {
                    throw new Undone(answer);
                }
                return answer;
            });
        } catch (Undone undone) {
            return undone.answer;
        }
    }

    private TestTree tree(EntityManager em, String session) {
        RealmModel realm = realm();
        return new TestTree(room(), em, keycloak -> new Caller(keycloak, realm, person(keycloak, realm), People.session(session, Map.of()).make(),
            "203.0.113.9", () -> Device.UNKNOWN))
            .with(BruteForceProtector.class, protector())
            .session("setAttribute", null)
            .session("singleUseObjects", singleUse())
            .session("loginFailures", Stub.of(UserLoginFailureProvider.class).with("getUserLoginFailure", null).make())
            .session("getKeycloakSessionFactory", Stub.of(KeycloakSessionFactory.class).answering("create", none -> laterSession(realm)).make())
            .context("getRealm", realm).context("getUri", frontend());
    }

    private Room room() {
        SecurityLog log = new SecurityLog(clock);
        Assertions assertions = new Assertions(clock, log, session -> database);
        Proofs proofs = new Proofs(clock, log, session -> database, typed, List.of(KeyFactor.passkeys(assertions), KeyFactor.securityKeys(assertions)));
        ReauthenticationRoom reauthentication = new ReauthenticationRoom(proofs, new Grants(clock, proofs), log, null);
        KeyTests tests = new KeyTests(assertions, new KeyLog(log), (caller, id) -> Map.of("id", id));
        return routes -> {
            reauthentication.declare(routes);
            tests.declare(routes);
            routes.change("POST", "form", exchange -> {
                Form form = exchange.body(Form.class);
                ProofInput input = new ProofInput(form.currentPassword(), null, null, form.assertion());
                return proofs.prove(exchange.caller(), input, new Fields("currentPassword", "code"), Operation.PASSWORD_CHANGE, "");
            });
            routes.change("POST", "overview", exchange -> reauthentication.read(exchange.caller()));
        };
    }

    private UserModel person(KeycloakSession keycloak, RealmModel realm) {
        UserModel[] self = new UserModel[1];
        self[0] = People.alice().with("getId", user).with("credentialManager", Stub.of(SubjectCredentialManager.class)
            .with("isConfiguredFor", hasPassword)
            .answering("getStoredCredentialsStream", none -> credentials.values().stream())
            .answering("getStoredCredentialsByTypeStream", types -> credentials.values().stream().filter(one -> one.getType().equals(types[0])))
            .answering("getStoredCredentialById", ids -> credentials.get((String) ids[0]))
            .answering("updateStoredCredential", changed -> credentials.put(((CredentialModel) changed[0]).getId(), (CredentialModel) changed[0]))
            .answering("isValid", inputs -> isValid(keycloak, realm, self[0], ((CredentialInput[]) inputs[0])[0])).make()).make();
        return self[0];
    }

    private static boolean isValid(KeycloakSession keycloak, RealmModel realm, UserModel person, CredentialInput input) {
        if (input instanceof WebAuthnCredentialModelInput) {
            ObjectConverter converter = new ObjectConverter();
            return Stream.of(new WebAuthnCredentialProvider(keycloak, null, converter), new WebAuthnPasswordlessCredentialProvider(keycloak, null, converter))
                .filter(provider -> provider.supportsCredentialType(input.getType())).anyMatch(provider -> provider.isValid(realm, person, input));
        }
        return ((UserCredentialModel) input).getValue().equals("right");
    }

    private SingleUseObjectProvider singleUse() {
        return Stub.of(SingleUseObjectProvider.class)
            .answering("put", entry -> singleUse.put((String) entry[0], new Kept(notes(entry[2]), clock.instant().plusSeconds((Long) entry[1]))))
            .answering("putIfAbsent", entry -> singleUse.putIfAbsent((String) entry[0], new Kept(Map.of(), clock.instant().plusSeconds((Long) entry[1]))) == null)
            .answering("remove", key -> {
                Kept kept = singleUse.remove((String) key[0]);
                return kept == null || !kept.until().isAfter(clock.instant()) ? null : kept.notes();
            }).make();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> notes(Object notes) {
        return Map.copyOf((Map<String, String>) notes);
    }

    private RealmModel realm() {
        return Stub.of(RealmModel.class).with("getId", "realm").with("getName", "demo").with("isBruteForceProtected", false)
            .answering("getAttribute", names -> realmAttributes.get((String) names[0])).with("getFailureFactor", LIMIT)
            .with("getWaitIncrementSeconds", 60).with("getMaxFailureWaitSeconds", 900).with("getMaxDeltaTimeSeconds", 43200)
            .with("getWebAuthnPolicyPasswordless", passkeyPolicy).with("getWebAuthnPolicy", securityKeyPolicy)
            .with("getBrowserFlow", flow()).answering("getAuthenticationExecutionsStream", flows -> steps.stream().map(AssertionWorld::step)).make();
    }

    private static AuthenticationFlowModel flow() {
        AuthenticationFlowModel flow = new AuthenticationFlowModel();
        flow.setId("browser");
        return flow;
    }

    private static AuthenticationExecutionModel step(String authenticator) {
        AuthenticationExecutionModel step = new AuthenticationExecutionModel();
        step.setAuthenticator(authenticator);
        step.setRequirement(AuthenticationExecutionModel.Requirement.ALTERNATIVE);
        return step;
    }

    private static WebAuthnPolicy policy() {
        WebAuthnPolicy policy = new WebAuthnPolicy(List.of("ES256"));
        policy.setRpId(TestKey.RELYING_PARTY);
        policy.setUserVerificationRequirement("not specified");
        policy.setExtraOrigins(List.of());
        policy.setPasskeysEnabled(true);
        return policy;
    }

    private BruteForceProtector protector() {
        return Stub.of(BruteForceProtector.class).with("isPermanentlyLockedOut", false).with("isTemporarilyDisabled", false)
            .answering("failedLogin", arguments -> toldKeycloak.add("failedLogin") ? null : null)
            .answering("successfulLogin", arguments -> toldKeycloak.add("successfulLogin") ? null : null).make();
    }

    private KeycloakSession laterSession(RealmModel realm) {
        return Stub.of(KeycloakSession.class)
            .with("getTransactionManager", Stub.of(KeycloakTransactionManager.class).with("begin", null).with("commit", null)
                .with("isActive", true).with("getRollbackOnly", false).make())
            .with("getContext", Stub.of(KeycloakContext.class).with("setRealm", null).make())
            .with("realms", Stub.of(RealmProvider.class).with("getRealm", realm).make())
            .with("users", Stub.of(UserProvider.class).with("getUserById", null).make())
            .with("loginFailures", Stub.of(UserLoginFailureProvider.class).with("getUserLoginFailure", null).make())
            .with("getProvider", protector()).with("close", null).with("getAttribute", null).with("setAttribute", null).make();
    }

    private static KeycloakUriInfo frontend() {
        HostnameProvider hostname = Stub.of(HostnameProvider.class).with("getBaseUri", URI.create("https://id.example.org/")).make();
        return new KeycloakUriInfo(Stub.of(KeycloakSession.class).with("getProvider", hostname).make(), UrlType.FRONTEND, null);
    }
}
