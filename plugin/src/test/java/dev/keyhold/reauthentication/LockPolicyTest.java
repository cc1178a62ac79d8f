package dev.keyhold.reauthentication;

import dev.keyhold.testing.Stub;
import org.junit.jupiter.api.Test;
import org.keycloak.models.RealmModel;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class LockPolicyTest {
    private final Stub<RealmModel> realm = Stub.of(RealmModel.class)
        .with("isBruteForceProtected", true).with("isPermanentLockout", false).with("getMaxTemporaryLockouts", 0)
        .with("getFailureFactor", 5).with("getWaitIncrementSeconds", 60).with("getMaxFailureWaitSeconds", 900).with("getMaxDeltaTimeSeconds", 43200);

    @Test
    void isTheRealmsOwn() {
        assertThat(LockPolicy.of(realm.make())).isEqualTo(new LockPolicy(5, 60_000, 900_000, 43_200_000, -1));
    }

    @Test
    void holdsWhereDetectionIsOff() {
        assertThat(LockPolicy.of(realm.with("isBruteForceProtected", false).with("isPermanentLockout", true).make()))
            .isEqualTo(new LockPolicy(5, 60_000, 900_000, 43_200_000, -1));
    }

    @Test
    void honoursPermanentLocks() {
        LockPolicy policy = LockPolicy.of(realm.with("isPermanentLockout", true).with("getMaxTemporaryLockouts", 2).make());
        assertThat(policy.isPermanent(2)).isFalse();
        assertThat(policy.isPermanent(3)).isTrue();
    }

    @Test
    void aWaitOfNothingStillLocks() {
        LockPolicy policy = LockPolicy.of(realm.with("getWaitIncrementSeconds", 0).with("getFailureFactor", 0).make());
        assertThat(policy.lockMillis(1)).isPositive();
        assertThat(policy.limit()).isEqualTo(1);
    }

    /**
     * Threat: who knows the password guesses codes for weeks at the realm's longest wait, or keeps the owner's codes paused for
     * days. Bound: from the eleventh lock in a row the wait doubles, and ends at an hour.
     */
    @Test
    void theWaitForCodesDoublesAfterTenLocksUpToAnHour() {
        LockPolicy policy = LockPolicy.of(realm.with("isPermanentLockout", true).make()).forCodes();
        assertThat(List.of(policy.lockMillis(1), policy.lockMillis(10), policy.lockMillis(11), policy.lockMillis(12), policy.lockMillis(13), policy.lockMillis(Integer.MAX_VALUE)))
            .containsExactly(60_000L, 600_000L, 1_200_000L, 2_400_000L, 3_600_000L, 3_600_000L);
        assertThat(policy.isPermanent(1000)).isFalse();
        LockPolicy shortest = LockPolicy.of(realm.with("getWaitIncrementSeconds", 1).with("getMaxFailureWaitSeconds", 1).make()).forCodes();
        assertThat(List.of(shortest.lockMillis(10), shortest.lockMillis(11), shortest.lockMillis(1000))).containsExactly(1_000L, 2_000L, 3_600_000L);
    }

    @Test
    void aRealmThatWaitsLongerThanAnHourKeepsItsWaits() {
        LockPolicy policy = LockPolicy.of(realm.with("getWaitIncrementSeconds", 7_200).with("getMaxFailureWaitSeconds", 14_400).make()).forCodes();
        assertThat(List.of(policy.lockMillis(1), policy.lockMillis(10), policy.lockMillis(11))).containsExactly(7_200_000L, 14_400_000L, 14_400_000L);
    }
}
