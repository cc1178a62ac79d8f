package dev.keyhold.reauthentication;

import dev.keyhold.testing.Race;
import dev.keyhold.testing.SettableClock;
import dev.keyhold.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import static dev.keyhold.reauthentication.GrantStore.Bound.NOT_OPEN;
import static dev.keyhold.reauthentication.GrantStore.Bound.SPENT_BEFORE;
import static dev.keyhold.reauthentication.GrantStore.Bound.SPENT_NOW;
import static org.assertj.core.api.Assertions.assertThat;

/** Grants that an enrolment was started with, and the uses of a rescue. */
class BoundGrantTest {
    private static TestDatabase database;

    private final SettableClock clock = new SettableClock("2026-11-22T09:00:00Z");
    private final String user = UUID.randomUUID().toString();
    private final Proved enrol = proved(Operation.TOTP_ENROL, "");

    @BeforeAll
    static void open() {
        database = TestDatabase.open("META-INF/keyhold-changelog.xml", List.of(Grant.class));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void anEnrolmentHasTenMinutesFromItsStart() {
        GrantSecret grant = make(enrol);
        clock.forward(Duration.ofMinutes(4));
        assertThat(bind(grant, enrol, "one")).isEqualTo(Instant.parse("2026-11-22T09:14:00Z"));
        clock.forward(Duration.ofMinutes(10).minusMillis(1));
        assertThat(spendBound(grant, "one")).isEqualTo(SPENT_NOW);
    }

    @Test
    void anEnrolmentEndsAfterItsTime() {
        GrantSecret grant = make(enrol);
        bind(grant, enrol, "one");
        clock.forward(Duration.ofMinutes(10));
        assertThat(spendBound(grant, "one")).isEqualTo(NOT_OPEN);
    }

    @Test
    void aRetryOfTheSameEndIsToldApartFromAForeignOne() {
        GrantSecret grant = make(enrol);
        bind(grant, enrol, "one");
        assertThat(spendBound(grant, "two")).isEqualTo(NOT_OPEN);
        assertThat(spendBound(grant, "one")).isEqualTo(SPENT_NOW);
        assertThat(spendBound(grant, "one")).isEqualTo(SPENT_BEFORE);
        assertThat(spendBound(grant, "two")).isEqualTo(NOT_OPEN);
        assertThat(spendBound(make(enrol), "one")).isEqualTo(NOT_OPEN);
    }

    /** Threat: an enrolment ended out of order, or by another session. */
    @Test
    void onlyAStartedEnrolmentEndsAndOnlyWhereItStarted() {
        GrantSecret grant = make(enrol);
        assertThat(spendBound(grant, "one")).isEqualTo(NOT_OPEN);
        bind(grant, enrol, "one");
        Proved elsewhere = new Proved("realm", user, "other", Operation.TOTP_ENROL, "");
        assertThat(spendBound(grant, elsewhere, "one")).isEqualTo(NOT_OPEN);
    }

    /** Threat: an enrolment started by someone who comes to the desk after the user gave one up. */
    @Test
    void aGrantStartsOneEnrolmentAndOpensNothingElseAfterwards() {
        GrantSecret grant = make(enrol);
        bind(grant, enrol, "one");
        assertThat(bind(grant, enrol, "two")).isNull();
        assertThat(spend(grant, enrol)).isFalse();
        assertThat(spendBound(grant, "one")).isEqualTo(SPENT_NOW);
    }

    @Test
    void ofManyParallelEndsOneWinsAndTheOthersAreRetries() throws Exception {
        for (int round = 0; round < 5; round++) {
            GrantSecret grant = make(enrol);
            bind(grant, enrol, "one");
            List<GrantStore.Bound> ends = Race.of(32, () -> spendBound(grant, "one"));
            assertThat(ends).filteredOn(SPENT_NOW::equals).hasSize(1);
            assertThat(ends).filteredOn(SPENT_BEFORE::equals).hasSize(31);
        }
    }

    @Test
    void aRescueOpensEachOfItsOperationsOnceWhateverTheTarget() {
        GrantSecret rescue = rescue();
        assertThat(spend(rescue, proved(Operation.TOTP_REMOVE, "5f0c"))).isTrue();
        assertThat(spend(rescue, proved(Operation.TOTP_REMOVE, "77aa"))).isFalse();
        assertThat(spend(rescue, proved(Operation.RECOVERY_CODES_GENERATE, ""))).isTrue();
        assertThat(spend(rescue, proved(Operation.RECOVERY_CODES_GENERATE, ""))).isFalse();
        assertThat(bind(rescue, proved(Operation.TOTP_ENROL, "77aa"), "one")).isNotNull();
        assertThat(spendBound(rescue, "one")).isEqualTo(SPENT_NOW);
        assertThat(spend(rescue, proved(Operation.SESSIONS_END, ""))).isFalse();
        assertThat(spend(rescue, proved(Operation.PASSWORD_CHANGE, ""))).isFalse();
    }

    @Test
    void aRescueMayStartAnotherEnrolmentButLivesNoLonger() {
        GrantSecret rescue = rescue();
        Instant until = bind(rescue, enrol, "one");
        clock.forward(Duration.ofMinutes(9));
        assertThat(bind(rescue, enrol, "two")).isEqualTo(until);
        assertThat(spendBound(rescue, "one")).isEqualTo(NOT_OPEN);
        assertThat(spendBound(rescue, "two")).isEqualTo(SPENT_NOW);
        assertThat(bind(rescue, enrol, "three")).isNull();
    }

    @Test
    void aRescueSurvivesItsOwnChangesAndNoOthers() {
        GrantSecret rescue = rescue();
        clock.forward(Duration.ofMinutes(1));
        long changed = clock.millis();
        assertThat(spend(rescue, proved(Operation.TOTP_REMOVE, "5f0c"), changed)).isFalse();
        assertThat(spend(rescue, proved(Operation.TOTP_REMOVE, "5f0c"))).isTrue();
        in(store -> {
            store.renewRescue(rescue, enrol, changed - 60_000);
            return null;
        });
        assertThat(spend(rescue, proved(Operation.RECOVERY_CODES_GENERATE, ""), changed)).isTrue();
        clock.forward(Duration.ofMinutes(9));
        assertThat(bind(rescue, enrol, "one")).isNull();
    }

    @Test
    void renewingDoesNothingForAPlainGrantOrAnotherSessions() {
        GrantSecret plain = make(enrol);
        GrantSecret rescue = rescue();
        clock.forward(Duration.ofMinutes(1));
        long changed = clock.millis();
        for (Proved who : List.of(enrol, new Proved("realm", user, "other", Operation.TOTP_ENROL, ""))) {
            in(store -> {
                store.renewRescue(who == enrol ? plain : rescue, who, 0);
                return null;
            });
        }
        assertThat(spend(plain, enrol, changed)).isFalse();
        assertThat(spend(rescue, proved(Operation.TOTP_REMOVE, "5f0c"), changed)).isFalse();
    }

    /** Threat: a thief's rescue, void since the user changed the password, comes back to life by a change of the thief's. */
    @Test
    void aRescueThatWasVoidBeforeIsNotRenewed() {
        GrantSecret rescue = rescue();
        clock.forward(Duration.ofMinutes(1));
        long changed = clock.millis();
        in(store -> {
            store.renewRescue(rescue, enrol, changed);
            return null;
        });
        assertThat(spend(rescue, proved(Operation.TOTP_REMOVE, "5f0c"), changed)).isFalse();
    }

    private Proved proved(Operation operation, String target) {
        return new Proved("realm", user, "session", operation, target);
    }

    private GrantSecret make(Proved proved) {
        return GrantSecret.of(in(store -> store.make(proved, List.of("password"))).secret()).orElseThrow();
    }

    private GrantSecret rescue() {
        return GrantSecret.of(in(store -> store.makeRescue(enrol, List.of("password", "recovery-code"), Operation.rescued())).secret()).orElseThrow();
    }

    private Instant bind(GrantSecret grant, Proved proved, String enrolment) {
        return in(store -> store.bind(grant, proved, 0, enrolment));
    }

    private GrantStore.Bound spendBound(GrantSecret grant, String enrolment) {
        return spendBound(grant, enrol, enrolment);
    }

    private GrantStore.Bound spendBound(GrantSecret grant, Proved proved, String enrolment) {
        return in(store -> store.spendBound(grant, proved, 0, enrolment));
    }

    private boolean spend(GrantSecret grant, Proved proved) {
        return spend(grant, proved, 0);
    }

    private boolean spend(GrantSecret grant, Proved proved, long since) {
        return in(store -> store.spend(grant, proved, since));
    }

    private <T> T in(Function<GrantStore, T> work) {
        return database.run(em -> work.apply(new GrantStore(em, clock)));
    }
}
