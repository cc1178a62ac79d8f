package dev.keyhold.recoverycodes;

/** Turns a code into what is stored of it: slow, always the same for the same code and salt, and not to be turned back. */
interface CodeHash {
    /** A new salt, for the codes of one set. */
    String salt();

    /** At most 64 characters of one case, since some databases compare text without regard to case. */
    String of(String code, String salt);
}
