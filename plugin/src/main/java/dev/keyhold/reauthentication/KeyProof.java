package dev.keyhold.reauthentication;

import dev.keyhold.factors.Factor;
import dev.keyhold.support.Caller;

import java.util.function.BooleanSupplier;

/**
 * A factor that proves by signing a challenge: {@code passkey}, which is proof enough alone, or {@code security-key}, which is asked
 * beside the password. A room registers how it is asked and checked. Nothing here is counted or locked: a signature cannot be guessed.
 */
public interface KeyProof extends Factor {
    /** Whether it proves without the password. */
    boolean isAlone();

    /** Asks the user's keys for a proof of just this operation on this target, from this session, once. */
    KeyChallenge challenge(Caller caller, Operation operation, String target);

    /**
     * Uses up the challenge at once, whatever becomes of the request. What it returns is run after everything else was right, in the
     * transaction of the request, and says whether the assertion answers that challenge.
     */
    BooleanSupplier answer(Caller caller, Operation operation, String target, AssertionInput assertion);
}
