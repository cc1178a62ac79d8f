package dev.keyhold.reauthentication;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The stored side of a grant: what was proved, by whom, in which session, for what, until when. The grant itself is never stored. */
@Entity(name = "KeyholdGrant")
@Table(name = "KEYHOLD_GRANT")
public class Grant {
    @Id
    @Column(name = "HASH")
    String hash;
    @Column(name = "REALM_ID")
    String realmId;
    @Column(name = "USER_ID")
    String userId;
    @Column(name = "SESSION_ID")
    String sessionId;
    @Column(name = "OPERATION")
    String operation;
    /** {@link GrantStore#ANY_TARGET} for what a rescue opens. */
    @Column(name = "TARGET")
    String target;
    /** Comma-separated words of what was proved. */
    @Column(name = "METHODS")
    String methods;
    @Column(name = "CREATED_AT")
    long createdAt;
    @Column(name = "EXPIRES_AT")
    long expiresAt;
    @Column(name = "SPENT_AT")
    Long spentAt;
    /** The one enrolment that it may finish; null until one has started. */
    @Column(name = "BOUND_TO")
    String boundTo;

    protected Grant() {
    }
}
