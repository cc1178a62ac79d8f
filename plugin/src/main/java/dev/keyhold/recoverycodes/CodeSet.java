package dev.keyhold.recoverycodes;

import java.util.Comparator;
import java.util.List;

/** The codes of one set as they are stored, in no order that says anything. Never empty. */
record CodeSet(List<RecoveryCode> codes) {
    static final int SIZE = 10;
    /** With so few left the user is told. */
    static final int LOW = 3;

    String id() {
        return one().setId;
    }

    long createdAt() {
        return one().createdAt;
    }

    String enrolment() {
        return one().enrolment;
    }

    boolean isPending() {
        return RecoveryCode.PENDING.equals(one().state);
    }

    /** Whoever used one has them: that tells as much as a tick. */
    boolean isConfirmed() {
        return one().confirmedAt != null || remaining() < codes.size();
    }

    int remaining() {
        return (int) codes.stream().filter(code -> !code.isUsed()).count();
    }

    /** Those that were used, the latest first. */
    List<RecoveryCode> used() {
        return codes.stream().filter(RecoveryCode::isUsed).sorted(Comparator.comparing((RecoveryCode code) -> code.usedAt).reversed()).toList();
    }

    private RecoveryCode one() {
        return codes.get(0);
    }
}
