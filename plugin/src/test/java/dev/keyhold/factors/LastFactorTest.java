package dev.keyhold.factors;

import dev.keyhold.support.Caller;
import dev.keyhold.support.Device;
import dev.keyhold.support.Json;
import dev.keyhold.support.ProblemException;
import dev.keyhold.testing.Golden;
import dev.keyhold.testing.People;
import dev.keyhold.testing.Race;
import dev.keyhold.testing.Stub;
import dev.keyhold.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.KeycloakTransactionManager;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RealmProvider;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserProvider;
import org.keycloak.storage.DatastoreProvider;
import org.keycloak.storage.StoreManagers;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The guard of the last second factor; the factors are rows of a table here. */
class LastFactorTest {
    private static TestDatabase database;

    private final String user = UUID.randomUUID().toString();
    private final AtomicInteger next = new AtomicInteger();
    private final Factors factors = new Factors(List.of(new StoredFactor()));
    private String secondFactor = "required";

    /** Keycloak's data store, as the guard asks for it. */
    private interface Stores extends DatastoreProvider, StoreManagers {
    }

    private static final class StoredFactor implements Factor {
        @Override
        public String word() {
            return "totp";
        }

        @Override
        public boolean isEnrolled(KeycloakSession keycloak, RealmModel realm, UserModel user) {
            return count(user.getId()) > 0;
        }

        @Override
        public int secondFactors(KeycloakSession keycloak, RealmModel realm, UserModel user) {
            return count(user.getId());
        }
    }

    @BeforeAll
    static void open() {
        database = TestDatabase.open("META-INF/keyhold-changelog.xml", List.of(Preference.class));
        database.run(em -> em.createNativeQuery("create table if not exists KEYHOLD_TEST_FACTOR (USER_ID varchar(36), NR int)").executeUpdate());
    }

    @AfterAll
    static void close() {
        database.run(em -> em.createNativeQuery("drop table KEYHOLD_TEST_FACTOR").executeUpdate());
        database.close();
    }

    @BeforeEach
    void enrolTwo() {
        database.run(em -> {
            UserLock.take(em, database, "realm", user);
            for (int nr = 0; nr < 2; nr++) {
                em.createNativeQuery("insert into KEYHOLD_TEST_FACTOR values (:user, :nr)").setParameter("user", user).setParameter("nr", nr).executeUpdate();
            }
            return null;
        });
    }

    /** Threat: two parallel removals each see the other's factor and both go through. Bound: one stays. */
    @Test
    void ofTwoParallelRemovalsOfTheLastTwoOneStays() throws Exception {
        for (int round = 0; round < 20; round++) {
            next.set(0);
            List<Boolean> removed = Race.of(2, () -> remove(next.getAndIncrement(), true));
            assertThat(removed).containsExactlyInAnyOrder(true, false);
            assertThat(count(user)).isEqualTo(1);
            database.run(em -> em.createNativeQuery("delete from KEYHOLD_TEST_FACTOR where USER_ID = :user").setParameter("user", user).executeUpdate());
            enrolTwo();
        }
    }

    @Test
    void theRefusalIsAnAnswerOfItsOwnAndChangesNothing() {
        remove(0, true);
        long before = lastRemoval();
        assertThatThrownBy(() -> database.run(em -> guard(em, true))).isInstanceOfSatisfying(ProblemException.class, refusal ->
            assertThat(Golden.parse(Json.write(refusal.problem()))).isEqualTo(Golden.read("reauthentication/last-factor")));
        assertThat(lastRemoval()).isEqualTo(before).isPositive();
    }

    /** A factor that the bound flow does not ask for holds nobody up. */
    @Test
    void whatTheFlowDoesNotAcceptMayGo() {
        remove(0, true);
        assertThat(remove(1, false)).isTrue();
    }

    @Test
    void whereASecondFactorIsOptionalTheLastOneMayGo() {
        for (String optional : new String[]{"optional", null}) {
            secondFactor = optional;
            assertThat(remove(0, true)).isTrue();
            assertThat(remove(1, true)).isTrue();
        }
    }

    private long lastRemoval() {
        return database.run(em -> UserLock.lastRemoval(em, user));
    }

    private boolean remove(int nr, boolean accepted) {
        try {
            return database.run(em -> {
                guard(em, accepted);
                em.createNativeQuery("delete from KEYHOLD_TEST_FACTOR where USER_ID = :user and NR = :nr")
                    .setParameter("user", user).setParameter("nr", nr).executeUpdate();
                return true;
            });
        } catch (ProblemException e) {
            return false;
        }
    }

    private Object guard(EntityManager em, boolean accepted) {
        KeycloakSession keycloak = Stub.of(KeycloakSession.class)
            .with("getProvider", Stub.of(JpaConnectionProvider.class).with("getEntityManager", em).make())
            .with("getContext", null)
            .with("getKeycloakSessionFactory", Stub.of(KeycloakSessionFactory.class).answering("create", none -> laterSession()).make()).make();
        factors.guardRemoval(new Caller(keycloak, realm(), person(), People.session("mine", Map.of()).make(), null, () -> Device.UNKNOWN), accepted);
        return null;
    }

    private KeycloakSession laterSession() {
        UserProvider users = Stub.of(UserProvider.class).with("getUserById", person()).make();
        return Stub.of(KeycloakSession.class)
            .with("getTransactionManager", Stub.of(KeycloakTransactionManager.class).with("begin", null).with("commit", null)
                .with("isActive", true).with("getRollbackOnly", false).make())
            .with("getContext", Stub.of(KeycloakContext.class).with("setRealm", null).make())
            .with("realms", Stub.of(RealmProvider.class).with("getRealm", realm()).make())
            .with("getProvider", Stub.of(Stores.class).with("userLocalStorage", users).make())
            .with("close", null).with("getAttribute", null).with("setAttribute", null).make();
    }

    private RealmModel realm() {
        return Stub.of(RealmModel.class).with("getId", "realm").with("getName", "demo").with("getAttribute", secondFactor).make();
    }

    private UserModel person() {
        return People.alice().with("getId", user).make();
    }

    private static int count(String user) {
        return database.run(em -> ((Number) em.createNativeQuery("select count(*) from KEYHOLD_TEST_FACTOR where USER_ID = :user")
            .setParameter("user", user).getSingleResult()).intValue());
    }
}
