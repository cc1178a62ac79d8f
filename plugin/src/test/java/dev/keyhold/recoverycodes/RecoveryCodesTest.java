package dev.keyhold.recoverycodes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyhold.factors.FirstCodes;
import dev.keyhold.factors.Preference;
import dev.keyhold.factors.UserLock;
import dev.keyhold.securitylog.SecurityEvent;
import dev.keyhold.securitylog.SecurityLog;
import dev.keyhold.support.Caller;
import dev.keyhold.support.Device;
import dev.keyhold.support.Origin;
import dev.keyhold.support.ProblemException;
import dev.keyhold.testing.People;
import dev.keyhold.testing.SettableClock;
import dev.keyhold.testing.Stub;
import dev.keyhold.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.RecoveryAuthnCodesCredentialModel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RecoveryCodesTest {
    private static final String ENROLMENT = "enrolment";
    private static TestDatabase database;

    private final SettableClock clock = new SettableClock("2026-11-23T09:00:00Z");
    private final String userId = UUID.randomUUID().toString();
    /** Keycloak's credentials of the user, in their order. */
    private final List<CredentialModel> credentials = new ArrayList<>();
    private final CountedHash hash = new CountedHash();
    private final RecoveryCodes codes = new RecoveryCodes(clock, new SecurityLog(clock), hash);
    private String step = RecoveryCodeAuthenticatorFactory.ID;

    @BeforeAll
    static void open() {
        database = TestDatabase.open("META-INF/keyhold-changelog.xml", List.of(RecoveryCode.class, Preference.class, SecurityEvent.class));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void theUserIsKnown() {
        database.run(em -> {
            UserLock.take(em, database, "b6d3", userId);
            return null;
        });
    }

    @Test
    void theFirstSetIsActiveAtOnceAndUnconfirmedUntilTheUserSaysSo() {
        CodeStore.Made made = generate();
        assertThat(made.active()).isTrue();
        assertThat(view()).isEqualTo(new RecoveryCodesView("active", 10, 10, "2026-11-23T09:00:00Z", false, List.of()));
        assertThat(types()).containsExactly(KeycloakCredentials.TYPE);
        assertThat(confirm(made.set(), null).confirmed()).isTrue();
        assertThat(confirm(made.set(), null).confirmed()).isTrue();
        assertThat(logged()).containsExactlyInAnyOrder("recovery-codes.generated", "recovery-codes.confirmed");
    }

    @Test
    void aReplacementLeavesTheOldOnesAloneUntilOneOfItIsTypedBack() {
        List<String> old = generate().codes();
        CodeStore.Made made = generate();
        assertThat(made.active()).isFalse();
        assertThat(spend(made.codes().get(0))).isFalse();
        assertThat(spend(old.get(0))).isTrue();
        assertRefused(made.set(), old.get(1), "code-refused");
        assertRefused(made.set(), null, "invalid-request");
        assertThat(view().remaining()).isEqualTo(9);

        RecoveryCodesView view = confirm(made.set(), made.codes().get(9));
        assertThat(view).isEqualTo(new RecoveryCodesView("active", 10, 10, "2026-11-23T09:00:00Z", true, List.of()));
        assertThat(spend(old.get(1))).isFalse();
        assertThat(spend(made.codes().get(9))).isTrue();
        assertThat(types()).containsExactly(KeycloakCredentials.TYPE);
        assertThat(logged()).containsExactlyInAnyOrder("recovery-codes.generated", "recovery-codes.generated", "recovery-code.used", "recovery-codes.replaced", "recovery-code.used");
    }

    @Test
    void aConfirmationToldTwiceIsHarmless() {
        generate();
        CodeStore.Made made = generate();
        confirm(made.set(), made.codes().get(0));
        assertThat(confirm(made.set(), made.codes().get(0)).remaining()).isEqualTo(10);
    }

    @Test
    void aNewerReplacementEndsTheOlder() {
        generate();
        CodeStore.Made older = generate();
        CodeStore.Made newer = generate();
        assertRefused(older.set(), older.codes().get(0), "not-found");
        assertThat(confirm(newer.set(), newer.codes().get(0)).confirmed()).isTrue();
    }

    @Test
    void aReplacementLeftForADayIsGone() {
        generate();
        CodeStore.Made made = generate();
        clock.forward(Duration.ofDays(1));
        assertRefused(made.set(), made.codes().get(0), "not-found");
    }

    @Test
    void replacementsLeftForADayAreRemovedInBatches() {
        // Long before the sets of every other test.
        SettableClock past = new SettableClock("2001-01-01T00:00:00Z");
        database.run(em -> new CodeStore(em, past, hash, "b6d3", userId).make(true, null));
        database.run(em -> new CodeStore(em, past, hash, "b6d3", userId).make(false, null));
        assertThat(removeAged(past)).isZero();
        past.forward(CodeStore.PENDING_LIFE);
        assertThat(List.of(removeAged(past), removeAged(past))).containsExactly(6, 4);
        assertThat(database.rowsOf("KeyholdRecoveryCode", userId)).isEqualTo(10);
    }

    private static int removeAged(SettableClock clock) {
        return database.run(em -> new RecoveryCodes(clock, new SecurityLog(clock)).aged().removeAged(em, 6));
    }

    @Test
    void anotherUsersSetIsNotThere() {
        assertRefused("7d1c5d0e-2f59-4c1b-9a5e-4a2f1f0c8b33", null, "not-found");
    }

    @Test
    void keycloaksOwnCodesLiveUntilOursAreTypedBack() {
        credentials.add(stock());
        assertThat(view()).isEqualTo(new RecoveryCodesView("stock", 3, 3, "2026-11-01T00:00:00Z", true, List.of()));
        CodeStore.Made made = generate();
        assertThat(made.active()).isFalse();
        assertThat(view().state()).isEqualTo("stock");
        confirm(made.set(), made.codes().get(5));
        assertThat(types()).containsExactly(KeycloakCredentials.TYPE);
    }

    @Test
    void afterTheLastCodeNoneIsOfferedAndTheUsedOnesAreStillListed() {
        CodeStore.Made made = generate();
        made.codes().forEach(code -> assertThat(spend(code)).isTrue());
        assertThat(types()).isEmpty();
        assertThat(view().state()).isEqualTo("active");
        assertThat(view().remaining()).isZero();
        assertThat(view().used()).hasSize(10).first()
            .isEqualTo(new RecoveryCodesView.Used("2026-11-23T09:00:00Z", "203.0.113.7", new Device("Safari", "iOS", "mobile")));
        assertThat(generate().active()).isTrue();
        assertThat(view().used()).isEmpty();
    }

    /** Threat: a replacement that came while the last code was spent loses its credential. Bound: each set ends with its own alone. */
    @Test
    void theLastCodeTakesOnlyItsOwnCredentialAlong() {
        CodeStore.Made made = generate();
        CredentialModel other = new CredentialModel();
        other.setId("replacement");
        other.setType(KeycloakCredentials.TYPE);
        credentials.add(other);
        made.codes().forEach(code -> assertThat(spend(code)).isTrue());
        assertThat(credentials).containsExactly(other);
    }

    /** Threat: codes that live on after an administrator removed them. */
    @Test
    void withoutKeycloaksCredentialTheCodesOpenNothing() {
        CodeStore.Made made = generate();
        credentials.clear();
        assertThat(view().state()).isEqualTo("none");
        assertThat(spend(made.codes().get(0))).isFalse();
        assertRefused(made.set(), null, "not-found");
        assertThat(generate().active()).isTrue();
    }

    @Test
    void whereNoSignInTakesThemNoneAreMade() {
        step = "auth-otp-form";
        assertThat(view().state()).isEqualTo("off");
        assertThatThrownBy(this::generate).satisfies(e -> assertThat(slug(e)).isEqualTo("section-off"));
        assertThat(first()).isNull();
    }

    @Test
    void anEnrolmentMakesAFirstSetAndMayMakeItAnewUntilItIsConfirmed() {
        FirstCodes.Made lost = first();
        FirstCodes.Made told = first();
        assertThat(spend(lost.codes().get(0))).isFalse();
        assertThat(types()).containsExactly(KeycloakCredentials.TYPE);
        confirm(told.set(), null);
        assertThat(first()).isNull();
        assertThat(spend(told.codes().get(0))).isTrue();
    }

    @Test
    void aUsedCodeShowsThatTheSetIsSaved() {
        FirstCodes.Made told = first();
        assertThat(spend(told.codes().get(0))).isTrue();
        assertThat(view().confirmed()).isTrue();
        assertThat(first()).isNull();
    }

    @Test
    void anotherEnrolmentLeavesTheCodesAndMovesThemBehindTheApp() {
        FirstCodes.Made made = first();
        CredentialModel app = new CredentialModel();
        app.setId("app");
        app.setType("otp");
        credentials.add(app);
        assertThat(first("another")).isNull();
        assertThat(types()).containsExactly("otp", KeycloakCredentials.TYPE);
        assertThat(spend(made.codes().get(0))).isTrue();
    }

    @Test
    void rowsGoWithTheCredentialTheUserAndTheRealm() {
        CodeStore.Made made = generate();
        database.run(em -> {
            codes.removeSet(em, "b6d3", made.set());
            return null;
        });
        assertThat(database.rowsOf("KeyholdRecoveryCode", userId)).isZero();
        generate();
        database.run(em -> {
            codes.removeUser(em, "b6d3", userId);
            return null;
        });
        assertThat(database.rowsOf("KeyholdRecoveryCode", userId)).isZero();
        generate();
        database.run(em -> {
            codes.removeRealm(em, "b6d3");
            return null;
        });
        assertThat(database.rowsOf("KeyholdRecoveryCode", userId)).isZero();
    }

    private CodeStore.Made generate() {
        return in(codes::generate);
    }

    private FirstCodes.Made first() {
        return first(ENROLMENT);
    }

    private FirstCodes.Made first(String enrolment) {
        return in(caller -> codes.make(caller, enrolment).orElse(null));
    }

    private RecoveryCodesView view() {
        return in(codes::view);
    }

    private RecoveryCodesView confirm(String set, String code) {
        return in(caller -> codes.confirm(caller, set, code));
    }

    private boolean spend(String code) {
        Origin phone = new Origin(null, "203.0.113.7", () -> new Device("Safari", "iOS", "mobile"));
        Boolean spent = in(caller -> codes.spend(caller.keycloak(), caller.realm(), caller.user(), code, phone));
        return spent;
    }

    private void assertRefused(String set, String code, String slug) {
        assertThatThrownBy(() -> confirm(set, code)).satisfies(e -> assertThat(slug(e)).isEqualTo(slug));
    }

    private static String slug(Throwable e) {
        JsonNode problem = dev.keyhold.testing.Golden.parse(dev.keyhold.support.Json.write(((ProblemException) e).problem()));
        return problem.get("type").asText().replaceFirst(".*:", "");
    }

    private List<String> types() {
        return credentials.stream().map(CredentialModel::getType).toList();
    }

    private List<String> logged() {
        return database.run(em -> em.createQuery("select e.type from KeyholdSecurityEvent e where e.userId = :user", String.class)
            .setParameter("user", userId).getResultList());
    }

    private static CredentialModel stock() {
        CredentialModel stock = RecoveryAuthnCodesCredentialModel.createFromValues(List.of("A", "B", "C"), 1793491200000L, null);
        stock.setId("stock");
        return stock;
    }

    private <T> T in(Function<Caller, T> work) {
        return database.run(em -> {
            KeycloakSession keycloak = Stub.of(KeycloakSession.class)
                .with("getKeycloakSessionFactory", Stub.of(KeycloakSessionFactory.class).make())
                .with("getProvider", Stub.of(JpaConnectionProvider.class).with("getEntityManager", em).make()).make();
            UserModel user = Stub.of(UserModel.class).with("getId", userId).with("credentialManager", credentialManager()).make();
            RealmModel realm = realm();
            Caller told = People.caller(keycloak, user, People.session("session", Map.of()).make());
            return work.apply(new Caller(keycloak, realm, user, told.userSession(), told.address(), told.agent()));
        });
    }

    private RealmModel realm() {
        AuthenticationFlowModel flow = new AuthenticationFlowModel();
        flow.setId("flow");
        AuthenticationExecutionModel execution = new AuthenticationExecutionModel();
        execution.setAuthenticator(step);
        execution.setRequirement(AuthenticationExecutionModel.Requirement.ALTERNATIVE);
        return Stub.of(RealmModel.class).with("getId", "b6d3").with("getBrowserFlow", flow)
            .answering("getAuthenticationExecutionsStream", arguments -> Stream.of(execution)).make();
    }

    private SubjectCredentialManager credentialManager() {
        return Stub.of(SubjectCredentialManager.class)
            .answering("getStoredCredentialsStream", arguments -> new ArrayList<>(credentials).stream())
            .answering("getStoredCredentialsByTypeStream", arguments -> new ArrayList<>(credentials).stream().filter(c -> c.getType().equals(arguments[0])))
            .answering("createStoredCredential", arguments -> {
                credentials.add((CredentialModel) arguments[0]);
                return arguments[0];
            })
            .answering("removeStoredCredentialById", arguments -> credentials.removeIf(c -> c.getId().equals(arguments[0])))
            .answering("moveStoredCredentialTo", arguments -> {
                CredentialModel moved = credentials.stream().filter(c -> c.getId().equals(arguments[0])).findFirst().orElseThrow();
                credentials.remove(moved);
                credentials.add(moved);
                return true;
            }).make();
    }
}
