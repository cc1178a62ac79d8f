package dev.keyhold.securitylog;

/** What the security log tells of. The words are stored: they may be added to, never changed. */
public enum EventType {
    SESSION_ENDED("session.ended"),
    REAUTHENTICATION_FAILED("reauthentication.failed"),
    REAUTHENTICATION_SUCCEEDED("reauthentication.succeeded");

    private final String word;

    EventType(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
