package dev.keyhold.passkeys;

import com.webauthn4j.verifier.attestation.trustworthiness.certpath.NullCertPathTrustworthinessVerifier;
import dev.keyhold.factors.Factors;
import dev.keyhold.factors.Preference;
import dev.keyhold.reauthentication.Grants;
import dev.keyhold.reauthentication.Proofs;
import dev.keyhold.reauthentication.TestGrants;
import dev.keyhold.securitylog.SecurityEvent;
import dev.keyhold.securitylog.SecurityLog;
import dev.keyhold.support.TestTree;
import dev.keyhold.testing.EnrolmentWorld;
import dev.keyhold.testing.Stub;
import dev.keyhold.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakUriInfo;
import org.keycloak.models.RealmModel;
import org.keycloak.models.SingleUseObjectProvider;
import org.keycloak.models.WebAuthnPolicy;
import org.keycloak.urls.HostnameProvider;
import org.keycloak.urls.UrlType;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A user with passkeys and security keys, and the room that enrols them. */
final class KeysWorld extends EnrolmentWorld {
    static final List<Class<?>> ENTITIES = Stream.concat(TestGrants.entities().stream(), Stream.of(SecurityEvent.class, Preference.class, KeyFact.class)).toList();

    final Map<String, Map<String, String>> singleUse = new HashMap<>();
    final WebAuthnPolicy policy = new WebAuthnPolicy(List.of("ES256", "RS256"));

    KeysWorld(TestDatabase database) {
        super(database, List.of("auth-username-password-form", "webauthn-authenticator"));
        policy.setRpEntityName("Example Bank");
        policy.setRpId("example.org");
        policy.setPasskeysEnabled(true);
        policy.setUserVerificationRequirement("required");
        realmAttributes.put("keyhold.enabled", "true");
        realmAttributes.put("keyhold.page-url", "https://account.example.org/security");
        realmAttributes.put("keyhold.bridge-client", "bridge");
    }

    void has(KeyKind kind, String id, String label) {
        WebAuthnCredentialModel key = WebAuthnCredentialModel.create(kind.type(), label, Authenticator.GOOGLE,
            Base64.getEncoder().encodeToString(id.getBytes(StandardCharsets.UTF_8)), null, "pQECAyYgASFYIA", 1, "none", Set.of("internal"));
        key.setId(id);
        key.setCreatedDate(clock.millis() - 60_000);
        credentials.add(key);
    }

    PasskeysView view() {
        return database.run(em -> (PasskeysView) room().read(caller(reading(em))));
    }

    SingleUseObjectProvider singleUseObjects() {
        return Stub.of(SingleUseObjectProvider.class)
            .answering("put", note -> singleUse.put((String) note[0], mapped(note[2])))
            .answering("remove", note -> singleUse.remove((String) note[0])).make();
    }

    @Override
    protected PasskeysRoom room() {
        SecurityLog log = new SecurityLog(clock);
        Grants grants = new Grants(clock, new Proofs(clock, log, session -> database, List.of(), List.of()));
        Assertions assertions = new Assertions(clock, log, session -> database);
        return new PasskeysRoom(clock, grants, new Factors(clock, List.of(KeyFactor.passkeys(assertions), KeyFactor.securityKeys(assertions))),
            this::firstCodes, log, assertions);
    }

    @Override
    protected Stub<RealmModel> withPolicy(Stub<RealmModel> realm) {
        return realm.with("getWebAuthnPolicy", policy).with("getWebAuthnPolicyPasswordless", policy);
    }

    @Override
    protected Map<String, String> words() {
        return Map.of("keyholdPasskeyName", "Passkey", "keyholdSecurityKeyName", "Security key");
    }

    @Override
    protected TestTree withMore(TestTree tree) {
        return tree.with(RequiredActionProvider.class, new RegisterSecurityKey().createProvider(null, new NullCertPathTrustworthinessVerifier()))
            .session("singleUseObjects", singleUseObjects())
            .context("getUri", frontend());
    }

    private static KeycloakSession reading(EntityManager em) {
        return Stub.of(KeycloakSession.class).with("getContext", Stub.of(KeycloakContext.class).with("getUri", frontend()).make())
            .with("getProvider", Stub.of(JpaConnectionProvider.class).with("getEntityManager", em).make()).make();
    }

    private static KeycloakUriInfo frontend() {
        HostnameProvider hostname = Stub.of(HostnameProvider.class).with("getBaseUri", URI.create("https://id.example.org/")).make();
        return new KeycloakUriInfo(Stub.of(KeycloakSession.class).with("getProvider", hostname).make(), UrlType.FRONTEND, null);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> mapped(Object notes) {
        return (Map<String, String>) notes;
    }
}
