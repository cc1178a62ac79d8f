package dev.keyhold.overview;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyhold.support.Caller;
import dev.keyhold.support.Json;
import dev.keyhold.support.OverviewSection;
import dev.keyhold.testing.Golden;
import dev.keyhold.testing.People;
import dev.keyhold.testing.Stub;
import org.junit.jupiter.api.Test;
import org.keycloak.models.UserModel;

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

    private static void assertOverview(String file, UserModel user) {
        JsonNode golden = Golden.read(file);
        OverviewRoom room = new OverviewRoom(Stream.of("sessions", "reauthentication", "password", "totp", "passkeys", "pin", "recoveryCodes")
            .map(name -> section(name, golden)).toList());
        assertThat(Golden.parse(Json.write(room.read(People.caller(null, user, null))))).isEqualTo(golden);
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
