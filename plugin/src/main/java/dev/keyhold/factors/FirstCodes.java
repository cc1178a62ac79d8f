package dev.keyhold.factors;

import dev.keyhold.support.Caller;

import java.util.List;
import java.util.Optional;

/** The seam through which the enrolment of a second factor gives its user recovery codes along the way. */
public interface FirstCodes {
    /**
     * Makes a first set of codes; empty when the user has some, or the realm's sign-in takes none. Belongs behind the new factor's
     * credential, in the transaction of the enrolment. Called again with the same enrolment it makes the set anew as long as nobody
     * said that it was saved: its codes may never have reached the user.
     */
    Optional<Made> make(Caller caller, String enrolment);

    /** @param codes as the user gets to see them, this once */
    record Made(String set, List<String> codes) {
        /** Without the codes, wherever it is printed. */
        @Override
        public String toString() {
            return "Made[" + set + "]";
        }
    }
}
