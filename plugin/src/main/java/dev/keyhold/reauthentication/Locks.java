package dev.keyhold.reauthentication;

/** When wrong tries lock a factor, and for how long. */
interface Locks {
    /** Wrong tries until the lock. */
    int limit();

    /** After this long without a try everything is forgotten. */
    long forgetMillis();

    /** @param lock which lock in a row it is, from 1 */
    boolean isPermanent(int lock);

    /** When the lock that is set now ends, in milliseconds since 1970. */
    long end(int lock, long now);
}
