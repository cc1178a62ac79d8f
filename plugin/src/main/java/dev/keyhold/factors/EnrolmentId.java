package dev.keyhold.factors;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The id of an enrolment, later that of its credential. It carries what the enrolment was started for, so that nothing needs to be
 * stored until it is confirmed: the grant is bound to the id, and the id to what it was started for.
 */
public final class EnrolmentId {
    private static final long MARK = 0xffffffffL;

    private EnrolmentId() {
    }

    public static String make(String purpose) {
        UUID random = UUID.randomUUID();
        return new UUID(random.getMostSignificantBits(), random.getLeastSignificantBits() & ~MARK | mark(purpose)).toString();
    }

    /** Whether an enrolment of this id was started for just this. */
    public static boolean isFor(String id, String purpose) {
        try {
            return (UUID.fromString(id).getLeastSignificantBits() & MARK) == mark(purpose);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static long mark(String purpose) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(purpose.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getInt() & MARK;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
