package dev.keyhold.testing;

import dev.keyhold.support.Caller;
import dev.keyhold.support.Device;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;

import java.util.Map;

/** Callers as the guard would let them in. */
public final class People {
    private People() {
    }

    public static Stub<UserModel> alice() {
        return Stub.of(UserModel.class).with("getId", "4b1c0e52-6a0f-4f6e-9d0b-0d0f2f9f7a11").with("getUsername", "alice")
            .with("getEmail", "alice@example.org").with("getFirstName", "Alice").with("getLastName", "Adams");
    }

    public static Stub<UserSessionModel> session(String id, Map<String, String> notes) {
        return Stub.of(UserSessionModel.class).with("getId", id).with("isOffline", false).answering("getNote", names -> notes.get((String) names[0]));
    }

    public static Caller caller(KeycloakSession keycloak, UserModel user, UserSessionModel session) {
        RealmModel realm = Stub.of(RealmModel.class).with("getId", "b6d3").with("getName", "demo").make();
        return new Caller(keycloak, realm, user, session, "203.0.113.9", () -> Device.UNKNOWN);
    }
}
