package dev.keyhold.reauthentication;

/** What the fields of a form are called in the refusals of what was typed there. */
public record Fields(String password, String code) {
    static final String RECOVERY_CODE = "recoveryCode";
    static final String ASSERTION = "assertion";
    static final Fields DIALOG = new Fields("password", "code");
}
