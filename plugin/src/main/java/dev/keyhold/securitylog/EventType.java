package dev.keyhold.securitylog;

/** What the security log tells of. The words are stored: they may be added to, never changed. */
public enum EventType {
    SESSION_ENDED("session.ended"),
    REAUTHENTICATION_FAILED("reauthentication.failed"),
    REAUTHENTICATION_SUCCEEDED("reauthentication.succeeded"),
    REAUTHENTICATION_RESCUED("reauthentication.rescued"),
    FACTOR_LOCKED("factor.locked"),
    PASSWORD_CHANGED("password.changed"),
    PASSWORD_RESET("password.reset"),
    TOTP_ENROLLED("totp.enrolled"),
    TOTP_REPLACED("totp.replaced"),
    TOTP_REMOVED("totp.removed"),
    TOTP_RENAMED("totp.renamed"),
    RECOVERY_CODES_GENERATED("recovery-codes.generated"),
    RECOVERY_CODES_REPLACED("recovery-codes.replaced"),
    RECOVERY_CODES_CONFIRMED("recovery-codes.confirmed"),
    RECOVERY_CODE_USED("recovery-code.used");

    private final String word;

    EventType(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
