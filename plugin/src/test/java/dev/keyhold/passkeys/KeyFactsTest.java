package dev.keyhold.passkeys;

import dev.keyhold.support.Device;
import dev.keyhold.support.Origin;
import dev.keyhold.support.ProblemException;
import dev.keyhold.testing.SettableClock;
import dev.keyhold.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.keycloak.models.credential.WebAuthnCredentialModel;

import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KeyFactsTest {
    private static final Origin PHONE = new Origin("session", "203.0.113.9", () -> new Device("Firefox", "Android", "mobile"));
    private static TestDatabase database;

    private final String user = UUID.randomUUID().toString();
    private final String realm = UUID.randomUUID().toString();
    private final SettableClock clock = new SettableClock("2026-11-23T09:00:00Z");
    private final KeyFacts facts = new KeyFacts(clock);
    private final byte[] credentialId = Authenticator.random(16);

    @BeforeAll
    static void open() {
        database = TestDatabase.open("META-INF/keyhold-changelog.xml", List.of(KeyFact.class));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private Key key(String id) {
        WebAuthnCredentialModel stored = WebAuthnCredentialModel.create("webauthn", null, Authenticator.GOOGLE,
            Base64.getEncoder().encodeToString(credentialId), null, "key", 0, "none", Set.of());
        stored.setId(id);
        return new Key(KeyKind.SECURITY_KEY, stored);
    }

    private void enrol(String realmId, String id) {
        database.run(em -> {
            facts.enrolled(em, realmId, user, key(id), true, PHONE);
            return null;
        });
    }

    private void use(String id, boolean synced) {
        database.run(em -> {
            facts.used(em, realm, user, key(id), synced, PHONE);
            return null;
        });
    }

    private KeyFact fact(String id) {
        return database.run(em -> facts.of(em, realm, user).get(id));
    }

    @Test
    void aUseIsNoted() {
        String id = UUID.randomUUID().toString();
        enrol(realm, id);
        assertThat(fact(id).lastUsedWith()).isNull();
        assertThat(fact(id).enrolledDevice).isEqualTo("Firefox, Android");
        use(id, false);
        assertThat(fact(id).lastUsedAt).isEqualTo(clock.millis());
        assertThat(fact(id).lastUsedWith()).isEqualTo(new Device("Firefox", "Android", "mobile"));
        assertThat(fact(id).address).isEqualTo("203.0.113.9");
        assertThat(fact(id).synced).isFalse();
        assertThat(fact(id).enrolledFrom).isEqualTo("page");
    }

    @Test
    void aKeyOfKeycloaksOwnPageIsKnownFromItsFirstUse() {
        String id = UUID.randomUUID().toString();
        use(id, true);
        assertThat(fact(id).enrolledFrom).isEqualTo("keycloak");
        assertThat(fact(id).synced).isTrue();
    }

    /** Two users enrol one key at the same moment: neither sees the other's row. */
    @Test
    void theDatabaseKeepsOneUserPerCredentialIdInARealm() {
        enrol(realm, UUID.randomUUID().toString());
        assertThatThrownBy(() -> enrol(realm, UUID.randomUUID().toString())).isInstanceOfSatisfying(ProblemException.class,
            refused -> assertThat(refused.problem().status()).isEqualTo(409));
        enrol("another-" + realm, UUID.randomUUID().toString());
    }

    @Test
    void aRemovedCredentialTakesItsFactAlongInItsOwnRealmOnly() {
        String id = UUID.randomUUID().toString();
        enrol(realm, id);
        database.run(em -> {
            facts.remove(em, "other", id);
            return null;
        });
        assertThat(fact(id)).isNotNull();
        database.run(em -> {
            facts.remove(em, realm, id);
            facts.removeRealm(em, "other");
            return null;
        });
        assertThat(fact(id)).isNull();
    }
}
