package dev.keyhold.reauthentication;

import dev.keyhold.testing.Stub;
import org.junit.jupiter.api.Test;
import org.keycloak.models.RealmModel;

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
}
