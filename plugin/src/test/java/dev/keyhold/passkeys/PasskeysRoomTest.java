package dev.keyhold.passkeys;

import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import dev.keyhold.reauthentication.Operation;
import dev.keyhold.support.TestTree.Answer;
import dev.keyhold.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.events.EventType;
import org.keycloak.models.credential.WebAuthnCredentialModel;

import java.time.Duration;
import java.util.Base64;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class PasskeysRoomTest {
    private static TestDatabase database;

    private final KeysWorld world = new KeysWorld(database);
    private final Authenticator authenticator = new Authenticator();

    @BeforeAll
    static void open() {
        database = TestDatabase.open("META-INF/keyhold-changelog.xml", KeysWorld.ENTITIES);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    /** One enrolment as the bridge walks it. */
    private final class Enrolment {
        final KeyKind kind;
        final String grant;
        final Answer start;

        Enrolment(KeyKind kind) {
            this.kind = kind;
            grant = world.grant(Operation.PASSKEYS_ENROL, kind.word());
            start = world.request(grant, tree -> tree.post("passkeys/enrolments", "{\"kind\":\"" + kind.word() + "\"}"));
        }

        String id() {
            return start.body().get("id").asText();
        }

        Answer confirm(Authenticator authenticator, String label) {
            return confirm(authenticator.body(kind, label));
        }

        Answer confirm(String body) {
            return world.request(grant, tree -> tree.put("passkeys/enrolments/" + id(), body));
        }
    }

    private Answer enrol(KeyKind kind, Authenticator authenticator) {
        return new Enrolment(kind).confirm(authenticator, "");
    }

    private void refusesAs(String reason, Authenticator authenticator) {
        Answer refused = enrol(KeyKind.PASSKEY, authenticator);
        assertThat(refused.problem()).isEqualTo("registration-refused");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().get("reason").asText()).isEqualTo(reason);
        assertThat(world.credentials).isEmpty();
        assertThat(database.rowsOf("KeyholdFactorFact", world.userId)).isZero();
    }

    private static WebAuthnCredentialModel row(KeysWorld world, int nr) {
        return WebAuthnCredentialModel.createFromCredentialModel(world.credentials.get(nr));
    }

    @Test
    void aPasskeyIsStoredAsKeycloakWouldStoreIt() {
        world.requiredActions.add("webauthn-register-passwordless");
        Enrolment enrolment = new Enrolment(KeyKind.PASSKEY);
        assertThat(enrolment.start.status()).isEqualTo(201);
        assertThat(enrolment.start.body().get("expiresAt").asText()).isEqualTo("2026-11-23T09:10:00Z");
        Answer confirmed = enrolment.confirm(authenticator, "");
        assertThat(confirmed.status()).isEqualTo(200);
        assertThat(confirmed.body().get("recoveryCodes").isNull()).isTrue();
        var item = confirmed.body().get("item");
        assertThat(item.get("id").asText()).isEqualTo(enrolment.id());
        assertThat(item.get("label").asText()).isEqualTo("Google Password Manager");
        assertThat(item.get("model").asText()).isEqualTo("Google Password Manager");
        assertThat(item.get("icon").get("dark").asText()).startsWith("https://id.example.org/resources/").contains("/account/keycloak.v3/passkeys/");
        assertThat(item.get("synced").asBoolean()).isTrue();
        assertThat(item.get("lastUsedAt").isNull()).isTrue();
        assertThat(item.get("credentialId").asText()).isEqualTo(Key.base64url(authenticator.credentialId));
        WebAuthnCredentialModel row = row(world, 0);
        assertThat(row.getType()).isEqualTo("webauthn-passwordless");
        assertThat(row.getSecretData()).isEqualTo("{}");
        assertThat(row.getCredentialData()).doesNotContain("\"attestationStatement\"");
        assertThat(row.getWebAuthnCredentialData().getCredentialId()).isEqualTo(Base64.getEncoder().encodeToString(authenticator.credentialId));
        assertThat(row.getWebAuthnCredentialData().getAaguid()).isEqualTo(Authenticator.GOOGLE);
        assertThat(row.getWebAuthnCredentialData().getAttestationStatementFormat()).isEqualTo("none");
        assertThat(row.getWebAuthnCredentialData().getTransports()).containsExactlyInAnyOrder("internal", "hybrid");
        assertThat(world.requiredActions).isEmpty();
        assertThat(world.logged()).containsExactly("passkey.enrolled");
        assertThat(world.events).extracting(event -> event.getType()).containsExactly(EventType.UPDATE_CREDENTIAL);
    }

    @Test
    void aSecurityKeyComesWithFirstRecoveryCodes() {
        authenticator.aaguid = "00000000-0000-0000-0000-000000000000";
        Answer confirmed = enrol(KeyKind.SECURITY_KEY, authenticator.without(AuthenticatorData.BIT_BS));
        assertThat(confirmed.body().get("recoveryCodes").get("codes")).hasSize(1);
        assertThat(confirmed.body().get("item").get("label").asText()).isEqualTo("Security key");
        assertThat(confirmed.body().get("item").get("synced").asBoolean()).isFalse();
        assertThat(row(world, 0).getType()).isEqualTo("webauthn");
        assertThat(world.logged()).containsExactly("security-key.enrolled");
    }

    @Test
    void aRetryIsHarmlessAndOnlyForTheSameKey() {
        Enrolment enrolment = new Enrolment(KeyKind.SECURITY_KEY);
        String body = authenticator.body(KeyKind.SECURITY_KEY, "Blue");
        assertThat(enrolment.confirm(body).status()).isEqualTo(200);
        Answer again = enrolment.confirm(body);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().get("item").get("label").asText()).isEqualTo("Blue");
        assertThat(world.credentials).hasSize(1);
        assertThat(world.logged()).hasSize(1);
        assertThat(enrolment.confirm(new Authenticator(), "Blue").problem()).isEqualTo("enrolment-gone");
    }

    /** Threat: two users with one credential id, of which the one could sign in as the other. Bound: an id belongs to one user of a realm. */
    @Test
    void anotherUsersCredentialIdIsRefused() {
        KeysWorld bob = new KeysWorld(database);
        String grant = bob.grant(Operation.PASSKEYS_ENROL, "passkey");
        String id = bob.request(grant, tree -> tree.post("passkeys/enrolments", "{\"kind\":\"passkey\"}")).body().get("id").asText();
        assertThat(bob.request(grant, tree -> tree.put("passkeys/enrolments/" + id, authenticator.body(KeyKind.PASSKEY, ""))).status()).isEqualTo(200);
        assertThat(enrol(KeyKind.PASSKEY, authenticator).problem()).isEqualTo("already-registered");
        assertThat(world.credentials).isEmpty();
    }

    @Test
    void oneThatTheUserHasAlreadyIsRefusedThoughKeycloakRegisteredItAsTheOtherKind() {
        world.has(KeyKind.SECURITY_KEY, "stock", "Blue");
        authenticator.credentialId = "stock".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(enrol(KeyKind.PASSKEY, authenticator).problem()).isEqualTo("already-registered");
    }

    @Test
    void handMadeRegistrationsAreRefused() {
        authenticator.rpId = "evil.example";
        refusesAs("relying-party", authenticator);
        Authenticator elsewhere = new Authenticator();
        elsewhere.origin = "https://account.example.org:8443";
        refusesAs("origin", elsewhere);
        Authenticator signIn = new Authenticator();
        signIn.type = "webauthn.get";
        refusesAs("type", signIn);
        Authenticator weak = new Authenticator();
        weak.challenge = Authenticator.random(8);
        refusesAs("challenge", weak);
        refusesAs("user-presence", new Authenticator().without(AuthenticatorData.BIT_UP));
        refusesAs("user-verification", new Authenticator().without(AuthenticatorData.BIT_UV));
        Authenticator algorithm = new Authenticator();
        algorithm.curve = "secp384r1";
        algorithm.algorithm = COSEAlgorithmIdentifier.ES384;
        refusesAs("algorithm", algorithm);
    }

    @Test
    void aPasskeyThatTheBrowserMakesWithoutAPromptNeedsNoGesture() {
        assertThat(enrol(KeyKind.PASSKEY, authenticator.unprompted()).status()).isEqualTo(200);
    }

    /** Threat: a check of presence that a wish switches off. Bound: not of security keys, nor where somebody vouches for the authenticator. */
    @Test
    void withoutAPromptIsForPasskeysThatNobodyVouchesForAndLeavesAllElse() {
        assertThat(enrol(KeyKind.SECURITY_KEY, authenticator.unprompted()).body().get("reason").asText()).isEqualTo("user-presence");
        Authenticator elsewhere = new Authenticator().unprompted();
        elsewhere.rpId = "evil.example";
        refusesAs("relying-party", elsewhere);
        world.policy.setAttestationConveyancePreference("direct");
        Authenticator vouchedFor = new Authenticator().unprompted();
        vouchedFor.packed = true;
        refusesAs("user-presence", vouchedFor);
    }

    @Test
    void furtherOriginsOfThePolicyWidenNothing() {
        world.policy.setExtraOrigins(List.of("https://elsewhere.example.org"));
        authenticator.origin = "https://elsewhere.example.org";
        refusesAs("origin", authenticator);
        world.realmAttributes.remove("keyhold.page-url");
        refusesAs("origin", new Authenticator());
    }

    @Test
    void noAttestationIsRefusedWhereOneIsDemandedAndAForgedOneEverywhere() {
        Authenticator forged = new Authenticator();
        forged.packed = true;
        forged.forged = true;
        refusesAs("attestation", forged);
        world.policy.setAttestationConveyancePreference("direct");
        refusesAs("attestation", authenticator);
        authenticator.packed = true;
        assertThat(enrol(KeyKind.PASSKEY, authenticator).status()).isEqualTo(200);
    }

    @Test
    void onlyAttestedModelsOfTheListAreTaken() {
        world.policy.setAcceptableAaguids(List.of(Authenticator.GOOGLE));
        refusesAs("attestation", authenticator);
        // Whoever attests themselves may claim any model.
        authenticator.packed = true;
        refusesAs("attestation", authenticator);
    }

    @Test
    void withoutUserVerificationWhereThePolicyDoesNotAskForIt() {
        world.policy.setUserVerificationRequirement("preferred");
        assertThat(enrol(KeyKind.SECURITY_KEY, authenticator.without(AuthenticatorData.BIT_UV)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AA", "oA", "o2NmbXRkbm9uZWdhdHRTdG10oGhhdXRoRGF0YUA", "_____w", "9vb2", "gYGBgYGBgYGB"})
    void malformedCborIsRefused(String cbor) {
        Answer refused = new Enrolment(KeyKind.PASSKEY).confirm(authenticator.body(KeyKind.PASSKEY, cbor, ""));
        assertThat(refused.problem()).isEqualTo("registration-refused");
        assertThat(refused.body().get("reason").asText()).isEqualTo("malformed");
    }

    @Test
    void hugeFieldsAreRefused() {
        Enrolment enrolment = new Enrolment(KeyKind.PASSKEY);
        assertThat(enrolment.confirm(authenticator.body(KeyKind.PASSKEY, "A".repeat(40_001), "")).status()).isEqualTo(400);
        assertThat(enrolment.confirm(authenticator.body(KeyKind.PASSKEY, "A".repeat(70_000), "")).status()).isEqualTo(413);
        assertThat(enrolment.confirm(authenticator.body(KeyKind.PASSKEY, "not base64url", "")).status()).isEqualTo(400);
        assertThat(enrolment.confirm(authenticator.body(KeyKind.PASSKEY, null, "")).status()).isEqualTo(400);
        authenticator.origin = "https://" + "a".repeat(4_000) + ".example.org";
        assertThat(enrolment.confirm(authenticator, "").status()).isEqualTo(400);
    }

    /** Threat: a grant for the one kind stores the other. Bound: the enrolment's id knows its kind. */
    @Test
    void aKeyIsNotStoredAsTheOtherKind() {
        Enrolment enrolment = new Enrolment(KeyKind.PASSKEY);
        assertThat(enrolment.confirm(authenticator.body(KeyKind.SECURITY_KEY, "")).problem()).isEqualTo("enrolment-gone");
        world.policy.setUserVerificationRequirement("preferred");
        assertThat(enrolment.confirm(authenticator, "").problem()).isEqualTo("enrolment-gone");
        assertThat(world.credentials).isEmpty();
    }

    @Test
    void bothKindsTogetherHaveALimit() {
        world.realmAttributes.put("keyhold.passkeys.max", "2");
        world.has(KeyKind.SECURITY_KEY, "one", "Blue");
        Enrolment early = new Enrolment(KeyKind.PASSKEY);
        world.has(KeyKind.PASSKEY, "two", "Laptop");
        Answer full = early.confirm(authenticator, "");
        assertThat(full.problem()).isEqualTo("passkeys-full");
        assertThat(full.body().get("max").asInt()).isEqualTo(2);
        assertThat(new Enrolment(KeyKind.PASSKEY).start.problem()).isEqualTo("passkeys-full");
        assertThat(world.view().max()).isEqualTo(2);
    }

    @Test
    void whatNoSignInTakesIsNotSetUpAndStillShown() {
        world.has(KeyKind.PASSKEY, "one", "Laptop");
        world.policy.setPasskeysEnabled(false);
        assertThat(new Enrolment(KeyKind.PASSKEY).start.problem()).isEqualTo("passkeys-off");
        assertThat(new Enrolment(KeyKind.SECURITY_KEY).start.status()).isEqualTo(201);
        assertThat(world.view().passkeys().state()).isEqualTo("off");
        assertThat(world.view().passkeys().items()).hasSize(1);
        world.policy.setPasskeysEnabled(true);
        world.steps = List.of("auth-cookie");
        assertThat(world.view().passkeys().state()).isEqualTo("off");
        assertThat(world.view().securityKeys().state()).isEqualTo("off");
    }

    @Test
    void theBrowserPassesOverKeysOfTheKind() {
        world.has(KeyKind.PASSKEY, "one", "Laptop");
        world.has(KeyKind.SECURITY_KEY, "two", "Blue");
        var exclude = new Enrolment(KeyKind.PASSKEY).start.body().get("exclude");
        assertThat(exclude).hasSize(1);
        assertThat(exclude.get(0).get("id").asText()).isEqualTo(Key.base64url("one".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    @Test
    void aKeyIsRenamed() {
        world.has(KeyKind.PASSKEY, "one", "Laptop");
        world.has(KeyKind.SECURITY_KEY, "two", "Blue");
        assertThat(rename("two", " Green ").body().get("label").asText()).isEqualTo("Green");
        assertThat(rename("two", "Green").status()).isEqualTo(200);
        assertThat(rename("two", "laptop").problem()).isEqualTo("label-taken");
        assertThat(rename("other", "Green").problem()).isEqualTo("not-found");
        assertThat(rename("two", " ").status()).isEqualTo(400);
        assertThat(world.logged()).containsExactly("security-key.renamed");
    }

    private Answer rename(String id, String label) {
        return world.request(null, tree -> tree.put("passkeys/" + id, "{\"label\":\"" + label + "\"}"));
    }

    private Answer remove(String id) {
        return world.request(world.grant(Operation.PASSKEYS_REMOVE, id), tree -> tree.delete("passkeys/" + id));
    }

    @Test
    void aKeyGoesWithItsFacts() {
        String id = enrol(KeyKind.PASSKEY, authenticator).body().get("item").get("id").asText();
        world.clock.forward(Duration.ofMinutes(1));
        assertThat(database.rowsOf("KeyholdFactorFact", world.userId)).isEqualTo(1);
        assertThat(world.request(null, tree -> tree.delete("passkeys/" + id)).problem()).isEqualTo("step-up-required");
        assertThat(remove("other").problem()).isEqualTo("not-found");
        assertThat(remove(id).status()).isEqualTo(204);
        assertThat(world.credentials).isEmpty();
        assertThat(database.rowsOf("KeyholdFactorFact", world.userId)).isZero();
        assertThat(world.logged()).containsExactly("passkey.enrolled", "passkey.removed");
    }

    @ParameterizedTest
    @EnumSource(KeyKind.class)
    void theLastSecondFactorStaysWhereOneIsRequired(KeyKind kind) {
        world.realmAttributes.put("keyhold.second-factor", "required");
        world.has(kind, "one", "Blue");
        assertThat(remove("one").problem()).isEqualTo("last-factor");
        // A passkey stands for a second factor: its sign-in is asked none.
        world.has(kind == KeyKind.PASSKEY ? KeyKind.SECURITY_KEY : KeyKind.PASSKEY, "two", "Green");
        assertThat(remove("one").status()).isEqualTo(204);
    }

    @Test
    void whoHasNoPasswordKeepsTheLastPasskey() {
        world.hasPassword = false;
        world.has(KeyKind.PASSKEY, "one", "Laptop");
        world.has(KeyKind.SECURITY_KEY, "key", "Blue");
        assertThat(remove("one").problem()).isEqualTo("last-sign-in");
        assertThat(remove("key").status()).isEqualTo(204);
        world.has(KeyKind.PASSKEY, "two", "Phone");
        world.clock.forward(Duration.ofMinutes(2));
        assertThat(remove("one").status()).isEqualTo(204);
        assertThat(remove("two").problem()).isEqualTo("last-sign-in");
    }

    @Test
    void usersAndRealmsTakeTheirFactsAlong() {
        enrol(KeyKind.PASSKEY, authenticator);
        KeyFacts facts = new KeyFacts(world.clock);
        database.run(em -> {
            facts.removeUser(em, "other", world.userId);
            return null;
        });
        assertThat(database.rowsOf("KeyholdFactorFact", world.userId)).isEqualTo(1);
        database.run(em -> {
            facts.removeUser(em, "realm", world.userId);
            return null;
        });
        assertThat(database.rowsOf("KeyholdFactorFact", world.userId)).isZero();
    }
}
