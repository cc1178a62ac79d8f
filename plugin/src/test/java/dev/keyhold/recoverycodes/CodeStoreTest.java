package dev.keyhold.recoverycodes;

import dev.keyhold.support.Device;
import dev.keyhold.support.Origin;
import dev.keyhold.testing.Race;
import dev.keyhold.testing.SettableClock;
import dev.keyhold.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CodeStoreTest {
    private static final Origin HERE = new Origin(null, "203.0.113.9", () -> new Device("Firefox", "Linux", "desktop"));
    private static final int ROUNDS = 200;
    private static TestDatabase database;

    private final SettableClock clock = new SettableClock("2026-11-23T09:00:00Z");
    private final CountedHash hash = new CountedHash();
    private final String user = UUID.randomUUID().toString();

    @BeforeAll
    static void open() {
        database = TestDatabase.open("META-INF/keyhold-changelog.xml", List.of(RecoveryCode.class));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    /** Threat: one code used by many at once. Bound: one of them wins, every time. */
    @Test
    void ofManyParallelUsesOneWins() throws Exception {
        List<String> codes = List.of();
        CodeStore.Spendable set = null;
        for (int round = 0; round < ROUNDS; round++) {
            if (round % CodeSet.SIZE == 0) {
                codes = in(store -> {
                    store.removeAllBut(null);
                    return store.make(true, null);
                }).codes();
                set = spendable().orElseThrow();
            }
            String code = canonical(codes.get(round % CodeSet.SIZE));
            CodeStore.Spendable of = set;
            assertThat(Race.of(64, () -> in(store -> store.spend(of.set(), of.salt(), code, HERE)))).filteredOn(won -> won).hasSize(1);
        }
    }

    @Test
    void aUseThatIsRolledBackUsesNothing() {
        String code = canonical(make(true).codes().get(4));
        assertThatThrownBy(() -> in(store -> {
            assertThat(spend(store, code)).isTrue();
            throw new IllegalStateException("the sign-in failed");
        })).hasMessage("the sign-in failed");
        assertThat(spend(code)).isTrue();
        assertThat(spend(code)).isFalse();
    }

    @Test
    void allTenWorkInAnyOrderEachOnceAndEachGuessCostsOneHash() {
        List<String> codes = new ArrayList<>(make(true).codes());
        assertThat(codes).hasSize(10).doesNotHaveDuplicates();
        Collections.shuffle(codes);
        hash.asked.set(0);
        codes.forEach(code -> assertThat(spend(canonical(code))).isTrue());
        assertThat(hash.asked.get()).isEqualTo(10);
        assertThat(spendable()).isEmpty();
        assertThat(active().orElseThrow().remaining()).isZero();
    }

    @Test
    void whatWasUsedIsKeptWithWhenWhereAndWithWhat() {
        List<String> codes = make(true).codes();
        spend(canonical(codes.get(7)));
        clock.forward(Duration.ofMinutes(1));
        spend(canonical(codes.get(2)));
        List<RecoveryCode> used = active().orElseThrow().used();
        assertThat(used).extracting(code -> code.usedAt).containsExactly(clock.millis(), clock.millis() - 60_000);
        assertThat(used.get(0)).extracting(code -> code.address, code -> code.browser, code -> code.os, code -> code.deviceType)
            .containsExactly("203.0.113.9", "Firefox", "Linux", "desktop");
    }

    @Test
    void textsOfAnyLengthFit() {
        Origin strange = new Origin(null, "x".repeat(600), () -> new Device("b".repeat(600), "o".repeat(600), "t".repeat(600)));
        String code = canonical(make(true).codes().get(0));
        assertThat(does(store -> store.spend(store.spendable().orElseThrow().set(), store.spendable().orElseThrow().salt(), code, strange))).isTrue();
    }

    /** Threat: another user's code. */
    @Test
    void aCodeOpensOnlyForItsUser() {
        CodeStore.Made made = make(true);
        String code = canonical(made.codes().get(0));
        String salt = spendable().orElseThrow().salt();
        String other = UUID.randomUUID().toString();
        boolean ofAnother = database.run(em -> new CodeStore(em, clock, hash, "realm", other).spend(made.set(), salt, code, HERE));
        boolean elsewhere = database.run(em -> new CodeStore(em, clock, hash, "other", user).spend(made.set(), salt, code, HERE));
        assertThat(List.of(ofAnother, elsewhere)).containsOnly(false);
    }

    @Test
    void aPendingSetOpensNothingUntilItIsActive() {
        CodeStore.Made made = make(false);
        String code = canonical(made.codes().get(0));
        assertThat(spendable()).isEmpty();
        String salt = find(made.set()).orElseThrow().codes().get(0).salt;
        assertThat(does(store -> store.spend(made.set(), salt, code, HERE))).isFalse();
        in(store -> {
            store.activate(made.set());
            return null;
        });
        assertThat(active().orElseThrow().isConfirmed()).isTrue();
        assertThat(spend(code)).isTrue();
    }

    @Test
    void typingACodeBackUsesNothing() {
        CodeStore.Made made = make(false);
        String code = made.codes().get(3).toUpperCase(java.util.Locale.ROOT).replace('-', ' ');
        assertThat(matches(made.set(), code)).isTrue();
        assertThat(matches(made.set(), code)).isTrue();
        assertThat(matches(made.set(), CodeText.random())).isFalse();
        assertThat(matches(made.set(), "")).isFalse();
    }

    @Test
    void aPendingSetIsForgottenAfterADay() {
        String set = make(false).set();
        clock.forward(CodeStore.PENDING_LIFE.minusMillis(1));
        assertThat(find(set)).isPresent();
        clock.forward(Duration.ofMillis(1));
        assertThat(find(set)).isEmpty();
    }

    @Test
    void noCodeIsStored() {
        CodeStore.Made made = make(true);
        List<String> stored = database.run(em -> em.createQuery("select c.hash from KeyholdRecoveryCode c where c.userId = :user", String.class)
            .setParameter("user", user).getResultList());
        assertThat(stored).hasSize(10).doesNotContainAnyElementsOf(made.codes());
        assertThat(made.toString()).doesNotContain(made.codes());
    }

    private Optional<CodeSet> active() {
        return in(CodeStore::active);
    }

    private Optional<CodeSet> find(String set) {
        return in(store -> store.find(set));
    }

    private Optional<CodeStore.Spendable> spendable() {
        return in(CodeStore::spendable);
    }

    private boolean does(Predicate<CodeStore> work) {
        return in(work::test);
    }

    private CodeStore.Made make(boolean active) {
        return in(store -> store.make(active, null));
    }

    private boolean matches(String set, String typed) {
        return in(store -> store.matches(store.find(set).orElseThrow(), typed));
    }

    private boolean spend(String code) {
        return in(store -> spend(store, code));
    }

    private static boolean spend(CodeStore store, String code) {
        return store.spendable().map(set -> store.spend(set.set(), set.salt(), code, HERE)).orElse(false);
    }

    private static String canonical(String shown) {
        return CodeText.read(shown).orElseThrow();
    }

    private <T> T in(Function<CodeStore, T> work) {
        return database.run(em -> work.apply(new CodeStore(em, clock, hash, "realm", user)));
    }
}
