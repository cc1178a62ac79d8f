package dev.keyhold.totp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The id of an enrolment, later that of its credential. It carries what the enrolment was started for, so that nothing needs to be
 * stored until it is confirmed: the grant is bound to the id, and the id to the policy and to the app that goes.
 */
final class EnrolmentId {
    private static final long MARK = 0xffffffffL;

    private EnrolmentId() {
    }

    static String make(TotpPolicy policy, String replaces) {
        UUID random = UUID.randomUUID();
        return new UUID(random.getMostSignificantBits(), random.getLeastSignificantBits() & ~MARK | mark(policy, replaces)).toString();
    }

    /** Whether an enrolment of this id was started for just this. */
    static boolean isFor(String id, TotpPolicy policy, String replaces) {
        try {
            return (UUID.fromString(id).getLeastSignificantBits() & MARK) == mark(policy, replaces);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static long mark(TotpPolicy policy, String replaces) {
        try {
            String all = policy.stored().getType() + ' ' + policy.view() + ' ' + (replaces == null ? "" : replaces);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getInt() & MARK;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
