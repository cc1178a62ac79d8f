package dev.keyhold.pin;

/** What the realm lets its users do with PINs. */
enum PinMode {
    ON, READ_ONLY, OFF;

    /** What cannot be read is off: nobody gets a PIN by a slip in a realm file. */
    static PinMode of(String declared) {
        if ("on".equals(declared)) {
            return ON;
        }
        return "read-only".equals(declared) ? READ_ONLY : OFF;
    }
}
