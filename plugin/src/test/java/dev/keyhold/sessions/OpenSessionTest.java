package dev.keyhold.sessions;

import dev.keyhold.support.Caller;
import dev.keyhold.testing.People;
import dev.keyhold.testing.Stub;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.UserSessionProvider;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class OpenSessionTest {
    private final UserModel alice = People.alice().make();
    private final UserModel bob = Stub.of(UserModel.class).with("getId", "bob").make();
    private final Map<Object, UserSessionModel> online = Map.of("mine", own("mine"), "second", own("second"),
        "bobs", People.session("bobs", Map.of()).with("getUser", bob).make(),
        "orphan", People.session("orphan", Map.of()).with("getUser", null).make(),
        // A database that compares without regard to case finds a session for another spelling.
        "SECOND", own("second"));
    private final Map<Object, UserSessionModel> offline = Map.of("mine", People.session("mine", Map.of()).with("getUser", alice).with("isOffline", true).make());

    @Test
    void findsOnesOwn() {
        assertThat(find("second").id()).isEqualTo("second");
        assertThat(find("second").current()).isFalse();
        assertThat(find("mine").current()).isTrue();
    }

    @Test
    void anOfflineSessionBesideTheCurrentOneIsNotTheCurrentOne() {
        assertThat(find("offline~mine").isOffline()).isTrue();
        assertThat(find("offline~mine").current()).isFalse();
        assertThat(find("offline~second")).isNull();
    }

    /** Threat: an answer that tells a foreign session from a missing one, or a lookup that ends it. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"", "bobs", "orphan", "none", "SECOND", "offline~", "offline~bobs", "offline~offline~mine", "../second", "second ", "%73econd"})
    void everyOtherIdIsNobodys(String id) {
        assertThat(find(id)).isNull();
    }

    @Test
    void anIdWithoutEndIsNotEvenLookedUp() {
        KeycloakSession noStore = Stub.of(KeycloakSession.class).make();
        assertThat(OpenSession.find(People.caller(noStore, alice, own("mine")), "x".repeat(300))).isNull();
    }

    private OpenSession find(String id) {
        UserSessionProvider store = Stub.of(UserSessionProvider.class)
            .answering("getUserSession", arguments -> online.get(arguments[1]))
            .answering("getOfflineUserSession", arguments -> offline.get(arguments[1])).make();
        Caller caller = People.caller(Stub.of(KeycloakSession.class).with("sessions", store).make(), alice, own("mine"));
        return OpenSession.find(caller, id);
    }

    private UserSessionModel own(String id) {
        return People.session(id, Map.of()).with("getUser", alice).make();
    }
}
