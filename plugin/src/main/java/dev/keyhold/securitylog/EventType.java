package dev.keyhold.securitylog;

/** What the security log tells of. The words are stored: they may be added to, never changed. */
public enum EventType {
    SESSION_ENDED("session.ended"),
    REAUTHENTICATION_FAILED("reauthentication.failed"),
    REAUTHENTICATION_SUCCEEDED("reauthentication.succeeded"),
    REAUTHENTICATION_RESCUED("reauthentication.rescued"),
    FACTOR_LOCKED("factor.locked"),
    /** Locked for good: only a new one of its kind helps. */
    FACTOR_DISABLED("factor.disabled"),
    PASSWORD_CHANGED("password.changed"),
    PASSWORD_RESET("password.reset"),
    TOTP_ENROLLED("totp.enrolled"),
    TOTP_REPLACED("totp.replaced"),
    TOTP_REMOVED("totp.removed"),
    TOTP_RENAMED("totp.renamed"),
    PASSKEY_ENROLLED("passkey.enrolled"),
    PASSKEY_RENAMED("passkey.renamed"),
    PASSKEY_REMOVED("passkey.removed"),
    PASSKEY_TESTED("passkey.tested"),
    /** A key whose count of signatures went back, so that there may be two of it; of a security key as well. */
    PASSKEY_COUNTER_REFUSED("passkey.counter-refused"),
    SECURITY_KEY_ENROLLED("security-key.enrolled"),
    SECURITY_KEY_RENAMED("security-key.renamed"),
    SECURITY_KEY_REMOVED("security-key.removed"),
    SECURITY_KEY_TESTED("security-key.tested"),
    RECOVERY_CODES_GENERATED("recovery-codes.generated"),
    RECOVERY_CODES_REPLACED("recovery-codes.replaced"),
    RECOVERY_CODES_CONFIRMED("recovery-codes.confirmed"),
    RECOVERY_CODE_USED("recovery-code.used"),
    PIN_SET("pin.set"),
    PIN_CHANGED("pin.changed"),
    /** Set anew without the old one. */
    PIN_RESCUED("pin.rescued");

    private final String word;

    EventType(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
