package dev.keyhold.overview;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyhold.support.Caller;
import dev.keyhold.support.Json;
import dev.keyhold.support.OverviewSection;
import dev.keyhold.testing.Golden;
import dev.keyhold.testing.People;
import dev.keyhold.testing.Stub;
import org.junit.jupiter.api.Test;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;

import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class OverviewAnswerTest {
    @Test
    void isTheUserAndASectionOfEachRoom() {
        assertOverview("overview/overview", People.alice().make());
    }

    @Test
    void whatTheUserHasNotToldIsLeftOut() {
        UserModel carol = Stub.of(UserModel.class).with("getId", "7c2d1f63-7b1a-4a7f-8e1c-1e1a3a0a8b22").with("getUsername", "carol")
            .with("getEmail", null).with("getFirstName", " ").with("getLastName", null).make();
        assertOverview("overview/no-provable-factor", carol);
    }

    @Test
    void whoMayChangeTheRealmIsToldApart() {
        RoleModel role = Stub.of(RoleModel.class).make();
        RealmModel realm = realm(Stub.of(ClientModel.class).answering("getRole", name -> "manage-realm".equals(name[0]) ? role : null).make());
        UserModel administrator = People.alice().answering("hasRole", asked -> asked[0] == role).make();
        assertThat(user(realm, administrator).get("administrator").asBoolean()).isTrue();
        assertThat(user(realm, People.alice().with("hasRole", false).make()).has("administrator")).isFalse();
        // The master realm has no such client of its own.
        assertThat(user(realm(null), People.alice().make()).has("administrator")).isFalse();
    }

    private static JsonNode user(RealmModel realm, UserModel user) {
        return Golden.parse(Json.write(new OverviewRoom(List.of()).read(new Caller(null, realm, user, null, null, null)))).get("user");
    }

    private static RealmModel realm(ClientModel management) {
        return Stub.of(RealmModel.class).with("getClientByClientId", management).make();
    }

    private static void assertOverview(String file, UserModel user) {
        JsonNode golden = Golden.read(file);
        OverviewRoom room = new OverviewRoom(Stream.of("sessions", "reauthentication", "password", "totp", "passkeys", "pin", "recoveryCodes")
            .map(name -> section(name, golden)).toList());
        assertThat(Golden.parse(Json.write(room.read(new Caller(null, realm(null), user, null, null, null))))).isEqualTo(golden);
    }

    private static OverviewSection section(String name, JsonNode golden) {
        return new OverviewSection() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Object read(Caller caller) {
                return golden.get(name);
            }
        };
    }
}
