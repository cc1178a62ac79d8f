package dev.keyhold.totp;

import dev.keyhold.reauthentication.Operation;
import dev.keyhold.support.Json;
import dev.keyhold.support.TestTree.Answer;
import dev.keyhold.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.keycloak.events.EventType;
import org.keycloak.models.OTPPolicy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static dev.keyhold.totp.TotpWorld.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

class TotpRoomTest {
    private static final String ANOTHER = "765432ZYXWVUTSRQPONMLKJIHGFEDCBA";
    private static TestDatabase database;

    private final TotpWorld world = new TotpWorld(database);

    @BeforeAll
    static void open() {
        database = TestDatabase.open("META-INF/keyhold-changelog.xml", TotpWorld.ENTITIES);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    /** One enrolment as the bridge walks it. */
    private final class Enrolment {
        final String replaces;
        final String grant;
        final Answer start;

        Enrolment(String replaces) {
            this.replaces = replaces;
            grant = world.grant(Operation.TOTP_ENROL, replaces == null ? "" : replaces);
            start = start(grant, replaces);
        }

        String id() {
            return start.body().get("id").asText();
        }

        Answer confirm(String label) {
            return confirm(SECRET, world.code(SECRET), label);
        }

        Answer confirm(String secret, String code, String label) {
            return confirm(id(), grant, secret, code, label, replaces);
        }

        Answer confirm(String id, String grant, String secret, String code, String label, String replaces) {
            Map<String, String> body = new HashMap<>();
            body.put("secret", secret);
            body.put("code", code);
            body.put("label", label);
            body.put("replaces", replaces);
            return world.request(grant, tree -> tree.put("totp/enrolments/" + id, Json.write(body)));
        }
    }

    private Answer start(String grant, String replaces) {
        return world.request(grant, tree -> tree.post("totp/enrolments", "{\"replaces\":" + Json.write(replaces) + "}"));
    }

    @Test
    void anAppIsThereOnceItsCodeWasTyped() {
        world.displayName = "${bank}";
        world.requiredActions.add("CONFIGURE_TOTP");
        Enrolment enrolment = new Enrolment(null);
        assertThat(enrolment.start.status()).isEqualTo(201);
        assertThat(enrolment.start.body().get("expiresAt").asText()).isEqualTo("2026-11-23T09:10:00Z");
        // A colon would end the name in an app.
        assertThat(enrolment.start.body().get("issuer").asText()).isEqualTo("Example  Bank");
        assertThat(world.credentials).isEmpty();

        Answer done = enrolment.confirm("Phone");
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.body().get("item").get("label").asText()).isEqualTo("Phone");
        assertThat(done.body().get("recoveryCodes").get("codes").get(0).asText()).isEqualTo("code");
        assertThat(world.view().items()).extracting(App.View::id).containsExactly(enrolment.id());
        assertThat(world.requiredActions).isEmpty();
        assertThat(world.events).extracting(event -> event.getType()).containsExactly(EventType.UPDATE_CREDENTIAL, EventType.UPDATE_TOTP);
        assertThat(world.logged()).containsExactly("totp.enrolled");
    }

    /** Threat: a code seen over the shoulder while the app was set up signs in. */
    @Test
    void theCodeIsBurnedByIt() {
        Enrolment enrolment = new Enrolment(null);
        enrolment.confirm("Phone");
        assertThat(world.burned).containsExactly(enrolment.id() + '.' + world.code(SECRET));
    }

    @Test
    void withoutAGrantNothingStarts() {
        assertThat(start(null, null).problem()).isEqualTo("step-up-required");
        assertThat(start(world.grant(Operation.TOTP_REMOVE, "app"), null).problem()).isEqualTo("step-up-required");
        world.has("app", "Phone");
        assertThat(start(world.grant(Operation.TOTP_ENROL, ""), "app").problem()).isEqualTo("step-up-required");
    }

    @Test
    void aWrongCodeLeavesTheSetUpOpen() {
        Enrolment enrolment = new Enrolment(null);
        assertThat(enrolment.confirm(SECRET, world.code(ANOTHER), "Phone").problem()).isEqualTo("code-refused");
        assertThat(enrolment.confirm(SECRET, "12345", "Phone").problem()).isEqualTo("code-refused");
        assertThat(enrolment.confirm(SECRET, "１２３４５６", "Phone").problem()).isEqualTo("invalid-request");
        assertThat(world.credentials).isEmpty();
        assertThat(world.logged()).isEmpty();
        String code = world.code(SECRET);
        assertThat(enrolment.confirm(SECRET, code.substring(0, 3) + ' ' + code.substring(3), "Phone").status()).isEqualTo(200);
    }

    /** The answer never arrived: the bridge asks again. */
    @Test
    void toldAgainItAnswersAlikeAndChangesNothing() {
        Enrolment enrolment = new Enrolment(null);
        Answer first = enrolment.confirm("Phone");
        Answer again = enrolment.confirm("Phone");
        assertThat(again.body().get("item")).isEqualTo(first.body().get("item"));
        assertThat(world.enrolmentsWithCodes).containsExactly(enrolment.id(), enrolment.id());
        assertThat(world.credentials).hasSize(1);
        assertThat(world.logged()).hasSize(1);
        assertThat(enrolment.confirm(ANOTHER, world.code(ANOTHER), "Phone").problem()).isEqualTo("enrolment-gone");
    }

    /** A failure after the code was burned undoes all but that: the same code still ends this enrolment, and signs in nowhere. */
    @Test
    void whatFailedAfterTheCodeWasBurnedMayBeToldAgain() {
        Enrolment enrolment = new Enrolment(null);
        world.firstCodesFail = true;
        assertThat(enrolment.confirm("Phone").status()).isEqualTo(500);
        assertThat(world.credentials).isEmpty();
        world.firstCodesFail = false;
        assertThat(enrolment.confirm("Phone").status()).isEqualTo(200);
    }

    @Test
    void anAppThatWasRemovedSinceDoesNotComeBack() {
        Enrolment enrolment = new Enrolment(null);
        enrolment.confirm("Phone");
        world.credentials.clear();
        assertThat(enrolment.confirm("Phone").problem()).isEqualTo("enrolment-gone");
        assertThat(world.credentials).isEmpty();
    }

    @Test
    void anotherIdAnotherGrantAndOneTooLateEndNothing() {
        Enrolment enrolment = new Enrolment(null);
        String code = world.code(SECRET);
        Enrolment other = new Enrolment(null);
        assertThat(enrolment.confirm(other.id(), enrolment.grant, SECRET, code, "x", null).problem()).isEqualTo("enrolment-gone");
        assertThat(enrolment.confirm(enrolment.id(), null, SECRET, code, "x", null).problem()).isEqualTo("enrolment-gone");
        world.clock.forward(Duration.ofMinutes(10));
        assertThat(enrolment.confirm("x").problem()).isEqualTo("enrolment-gone");
        assertThat(world.credentials).isEmpty();
    }

    /** Threat: a proof for one more app is used to throw another out. */
    @Test
    void onlyTheAppThatWasNamedAtTheStartGoes() {
        world.has("old", "Phone");
        Enrolment plain = new Enrolment(null);
        assertThat(plain.confirm(plain.id(), plain.grant, ANOTHER, world.code(ANOTHER), "x", "old").problem()).isEqualTo("enrolment-gone");
        Enrolment replacing = new Enrolment("old");
        assertThat(replacing.confirm(replacing.id(), replacing.grant, ANOTHER, world.code(ANOTHER), "x", null).problem()).isEqualTo("enrolment-gone");
        assertThat(world.labels()).containsExactly("Phone");
    }

    @Test
    void aReplacedAppWorksUntilTheNewOneIsProvedAndLeavesItsName() {
        world.has("old", "Phone");
        Enrolment enrolment = new Enrolment("old");
        assertThat(enrolment.confirm(ANOTHER, "000000", "").problem()).isEqualTo("code-refused");
        assertThat(world.labels()).containsExactly("Phone");
        assertThat(enrolment.confirm(ANOTHER, world.code(ANOTHER), "").status()).isEqualTo(200);
        assertThat(world.view().items()).singleElement().satisfies(item -> {
            assertThat(item.id()).isEqualTo(enrolment.id());
            assertThat(item.label()).isEqualTo("Phone");
        });
        assertThat(world.logged()).containsExactly("totp.replaced");
        assertThat(world.events).extracting(event -> event.getType())
            .containsExactly(EventType.UPDATE_CREDENTIAL, EventType.UPDATE_TOTP, EventType.REMOVE_CREDENTIAL, EventType.REMOVE_TOTP);
    }

    @Test
    void aReplacedAppThatAnAdministratorRemovedMeanwhileIsNotMissed() {
        world.has("old", "Phone");
        Enrolment enrolment = new Enrolment("old");
        world.credentials.clear();
        assertThat(enrolment.confirm("New").status()).isEqualTo(200);
        assertThat(world.logged()).containsExactly("totp.enrolled");
        assertThat(start(null, "old").problem()).isEqualTo("not-found");
    }

    @Test
    void namesAreGivenOnce() {
        world.has("one", "authenticator APP");
        world.has("two", "<b>Phone</b>");
        Enrolment enrolment = new Enrolment(null);
        assertThat(enrolment.confirm(" <B>phone</B> ").problem()).isEqualTo("label-taken");
        assertThat(enrolment.confirm(null).body().get("item").get("label").asText()).isEqualTo("Authenticator app 2");
        assertThat(rename("one", "authenticator app 2").problem()).isEqualTo("label-taken");
        assertThat(rename("one", " 手机 ").body().get("label").asText()).isEqualTo("手机");
        assertThat(rename("one", "手机").status()).isEqualTo(200);
        assertThat(rename("one", "").problem()).isEqualTo("invalid-request");
        assertThat(rename("none", "x").problem()).isEqualTo("not-found");
        assertThat(world.logged()).containsExactly("totp.enrolled", "totp.renamed");
    }

    private Answer rename(String id, String label) {
        return world.request(null, tree -> tree.put("totp/" + id, "{\"label\":" + Json.write(label) + "}"));
    }

    @Test
    void underAPolicyThatChangedMeanwhileItStartsAgain() {
        Enrolment enrolment = new Enrolment(null);
        world.policy = new OTPPolicy("totp", "HmacSHA256", 0, 8, 1, 30);
        assertThat(enrolment.confirm("Phone").problem()).isEqualTo("enrolment-gone");
        Enrolment again = new Enrolment(null);
        assertThat(again.start.body().get("policy").get("digits").asInt()).isEqualTo(8);
        assertThat(again.confirm("Phone").status()).isEqualTo(200);
    }

    @Test
    void whereNoAppCanBeSetUpThatIsSaidBeforeAProofIsAsked() {
        world.has("one", "Phone");
        world.policy = new OTPPolicy("hotp", "HmacSHA1", 0, 6, 1, 30);
        assertThat(start(null, null).body().get("reason").asText()).isEqualTo("hotp");
        assertThat(world.view().state()).isEqualTo("unsupported");
        world.policy = OTPPolicy.DEFAULT_POLICY;
        world.steps = List.of("auth-username-password-form");
        assertThat(start(null, null).body().get("reason").asText()).isEqualTo("not-asked");
        assertThat(world.view().state()).isEqualTo("off");
        assertThat(world.view().items()).hasSize(1);
    }

    @Test
    void aGrantRemovesTheAppItNamesOnce() {
        world.has("one", "Phone");
        world.has("two", "Tablet");
        assertThat(remove("one", null).problem()).isEqualTo("step-up-required");
        String grant = world.grant(Operation.TOTP_REMOVE, "one");
        assertThat(remove("two", grant).problem()).isEqualTo("step-up-required");
        assertThat(remove("one", grant).status()).isEqualTo(204);
        assertThat(remove("one", grant).problem()).isEqualTo("not-found");
        assertThat(world.labels()).containsExactly("Tablet");
        assertThat(world.logged()).containsExactly("totp.removed");
        assertThat(world.events).extracting(event -> event.getType()).containsExactly(EventType.REMOVE_CREDENTIAL, EventType.REMOVE_TOTP);
        assertThat(world.events).extracting(event -> event.getDetails().get("credential_user_label")).containsExactly("Phone", "Phone");
    }

    @Test
    void anAppThatAnAdministratorRemovedMeanwhileIsNotFound() {
        world.has("one", "Phone");
        String grant = world.grant(Operation.TOTP_REMOVE, "one");
        world.credentials.clear();
        assertThat(remove("one", grant).problem()).isEqualTo("not-found");
    }

    @Test
    void theLastSecondFactorStaysWhereOneIsRequired() {
        world.has("one", "Phone");
        world.has("two", "Tablet");
        world.realmAttributes.put("keyhold.second-factor", "required");
        assertThat(world.view().required()).isTrue();
        assertThat(remove("one", world.grant(Operation.TOTP_REMOVE, "one")).status()).isEqualTo(204);
        world.clock.forward(Duration.ofSeconds(1));
        assertThat(remove("two", world.grant(Operation.TOTP_REMOVE, "two")).problem()).isEqualTo("last-factor");
        world.steps = List.of("auth-username-password-form");
        assertThat(remove("two", world.grant(Operation.TOTP_REMOVE, "two")).status()).isEqualTo(204);
    }

    private Answer remove(String id, String grant) {
        return world.request(grant, tree -> tree.delete("totp/" + id));
    }
}
