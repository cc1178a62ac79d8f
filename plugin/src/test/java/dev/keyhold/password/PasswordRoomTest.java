package dev.keyhold.password;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyhold.support.TestTree;
import dev.keyhold.testing.Golden;
import dev.keyhold.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.keycloak.models.ModelException;
import org.keycloak.storage.ReadOnlyException;

import javax.naming.CommunicationException;
import javax.naming.directory.InvalidAttributeValueException;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** A change of the password, and whatever may stand in its way. */
class PasswordRoomTest {
    private static TestDatabase database;

    private final PasswordWorld world = new PasswordWorld(database);

    @BeforeAll
    static void open() {
        database = TestDatabase.open("META-INF/keyhold-changelog.xml", PasswordWorld.ENTITIES);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    /** Sessions end last: applications that were told of an end cannot be told otherwise. */
    @Test
    void theChangeIsLoggedAndToldAndThenOtherSessionsEnd() {
        world.otherSessions = 3;
        world.requiredActions.addAll(List.of("UPDATE_PASSWORD", "VERIFY_EMAIL"));
        TestTree.Answer answer = world.change("right", "better");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(json("{\"ended\":3,\"remaining\":0}"));
        assertThat(world.password).isEqualTo("better");
        assertThat(world.logged()).containsExactly("password.changed");
        assertThat(world.happened).containsExactly("written", "UPDATE_CREDENTIAL password", "UPDATE_PASSWORD password", "ended 3");
        assertThat(world.requiredActions).containsExactly("VERIFY_EMAIL");
        assertThat(world.proofsVoidedAt()).isEqualTo(world.clock.millis());
    }

    @Test
    void aGrantComesAlongWhereSessionsRemain() {
        world.otherSessions = 25;
        JsonNode body = world.change("right", "better").body();
        assertThat(body.get("remaining").asInt()).isEqualTo(5);
        assertThat(body.get("grant").get("operation").asText()).isEqualTo("sessions.end");
        assertThat(body.get("grant").get("methods")).hasSize(1);
    }

    @Test
    void otherSessionsStayWhereThatIsWanted() {
        world.otherSessions = 3;
        TestTree.Answer answer = world.change("{\"currentPassword\":\"right\",\"newPassword\":\"better\",\"endOtherSessions\":false}");
        assertThat(answer.body()).isEqualTo(json("{\"ended\":0,\"remaining\":0}"));
        assertThat(world.happened).doesNotContain("ended 3");
    }

    @Test
    void aWrongCurrentPasswordIsSaidOfItsFieldAndCounted() {
        TestTree.Answer answer = world.change("wrong", "better");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body().get("field").asText()).isEqualTo("currentPassword");
        assertThat(answer.body().get("triesLeft").asInt()).isEqualTo(2);
        assertThat(world.logged()).containsExactly("reauthentication.failed");
        world.change("wrong", "better");
        world.change("wrong", "better");
        assertThat(world.change("right", "better").status()).isEqualTo(429);
        assertThat(world.password).isEqualTo("right");
        assertThat(world.happened).isEmpty();
    }

    /** Threat: candidates are tried against the realm's lists by whoever has the session. Bound: the proof comes first. */
    @Test
    void rulesAreLookedAtOnlyBehindTheProof() {
        assertThat(world.change("wrong", "x").status()).isEqualTo(403);
        TestTree.Answer answer = world.change("right", "x");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().get("broken").get(0).get("id").asText()).isEqualTo("length");
        assertThat(world.happened).containsExactly("UPDATE_CREDENTIAL_ERROR length", "UPDATE_PASSWORD_ERROR length");
        assertThat(world.logged()).doesNotContain("password.changed");
        assertThat(world.proofsVoidedAt()).isZero();
    }

    @Test
    void aRuleThatCameWhileTheUserWasTypingIsNamed() {
        world.policy.change("length(8)");
        assertThat(world.change("right", "better").body().get("broken").get(0).get("text").asText()).isEqualTo("Invalid password: minimum length 8.");
        assertThat(world.password).isEqualTo("right");
    }

    /** Threat: who knows the old password and is as quick as its owner undoes the owner's change. Bound: of two the first stays. */
    @Test
    void aProofOfAPasswordThatAnotherChangeHasJustReplacedChangesNothing() {
        world.meanwhile = () -> world.password = "the owner's";
        TestTree.Answer answer = world.change("right", "better");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().get("type").asText()).endsWith(":conflict");
        assertThat(world.happened).isEmpty();
        assertThat(world.logged()).isEmpty();
    }

    @Test
    void whatFailsAtTheEndUndoesAll() {
        world.onEnding = new IllegalStateException("the session store does not answer");
        world.requiredActions.add("UPDATE_PASSWORD");
        assertThat(world.change("right", "better").status()).isEqualTo(500);
        assertThat(world.password).isEqualTo("right");
        assertThat(world.requiredActions).containsExactly("UPDATE_PASSWORD");
        assertThat(world.logged()).isEmpty();
        assertThat(world.proofsVoidedAt()).isZero();
    }

    @Test
    void aFaultWhileItIsStoredIsNoRule() {
        world.onWrite = new ModelException("could not execute statement", new IllegalStateException("the database does not answer"));
        assertThat(world.change("right", "better").status()).isEqualTo(500);
    }

    @Test
    void aDirectoryThatIsAwayIsNobodysMiss() {
        Directories.at(world, "ldap", "WRITABLE");
        world.onCheck = new ModelException("Querying of LDAP failed", new CommunicationException("localhost:389"));
        for (int i = 0; i < 5; i++) {
            TestTree.Answer answer = world.change("right", "better");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body().get("type").asText()).endsWith(":directory-unavailable");
        }
        assertThat(world.logged()).isEmpty();
        world.onCheck = null;
        world.onWrite = world.onCheck = new ModelException("Error updating password", new CommunicationException("localhost:389"));
        assertThat(world.change("right", "better").status()).isEqualTo(503);
    }

    /** A directory's own rule: constraint violation is all it says, in words that are for administrators. */
    @Test
    void aDirectoryThatRefusesIsARuleThatIsNotMet() {
        Directories.at(world, "ldap", "WRITABLE");
        world.onWrite = new ModelException("Error updating password.", new InvalidAttributeValueException("[LDAP: error code 19 - uid=alice,ou=people]"));
        TestTree.Answer answer = world.change("right", "better");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().get("broken")).isEqualTo(json("[{\"id\":\"other\",\"text\":\"Invalid password: new password doesn't match password policies.\"}]"));
        assertThat(world.happened).contains("UPDATE_PASSWORD_ERROR other");
    }

    @Test
    void aDirectoryThatTurnsOutToBeReadOnlySaysSo() {
        Directories.at(world, "ldap", "WRITABLE");
        world.onWrite = new ReadOnlyException("Federated storage is not writable");
        assertThat(stateIn(world.change("right", "better"))).isEqualTo("read-only");
        world.onWrite = null;
        world.takesPasswords = false;
        assertThat(stateIn(world.change("right", "better"))).isEqualTo("read-only");
    }

    /** No try is spent on a proof that could lead nowhere. */
    @Test
    void wherePasswordsAreKeptElsewhereNothingIsAsked() {
        Directories.at(world, "ldap", "READ_ONLY");
        assertThat(stateIn(world.change("wrong", "better"))).isEqualTo("read-only");
        Directories.none(world);
        world.password = null;
        assertThat(stateIn(world.change("wrong", "better"))).isEqualTo("missing");
        assertThat(world.logged()).isEmpty();
        assertThat(world.happened).isEmpty();
    }

    private static String stateIn(TestTree.Answer answer) {
        assertThat(answer.status()).isEqualTo(409);
        return answer.body().get("state").asText();
    }

    private static JsonNode json(String text) {
        return Golden.parse(text);
    }
}
