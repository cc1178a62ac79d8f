package dev.keyhold.recoverycodes;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * One recovery code, known here only by its hash. What it shares with the others of its set (salt, state, times) stands in each
 * row, so that one statement that looks at one row can say whether a code opens.
 */
@Entity(name = "KeyholdRecoveryCode")
@Table(name = "KEYHOLD_RECOVERY_CODE")
public class RecoveryCode {
    /** A set that replaces another and of which no code was typed back yet. */
    static final String PENDING = "pending";
    static final String ACTIVE = "active";

    @Id
    @Column(name = "ID")
    String id;
    @Column(name = "REALM_ID")
    String realmId;
    @Column(name = "USER_ID")
    String userId;
    /** Also the id of Keycloak's credential, which stands there while the set is active and has a code left. */
    @Column(name = "SET_ID")
    String setId;
    @Column(name = "STATE")
    String state;
    @Column(name = "SALT")
    String salt;
    @Column(name = "HASH")
    String hash;
    @Column(name = "CREATED_AT")
    long createdAt;
    /** When the user said, or showed by typing a code back, that the codes are saved; null until then. */
    @Column(name = "CONFIRMED_AT")
    Long confirmedAt;
    /** The enrolment that made the set along the way; null when it was asked for. */
    @Column(name = "ENROLMENT")
    String enrolment;
    @Column(name = "USED_AT")
    Long usedAt;
    @Column(name = "ADDRESS")
    String address;
    @Column(name = "BROWSER")
    String browser;
    @Column(name = "OS")
    String os;
    @Column(name = "DEVICE_TYPE")
    String deviceType;

    protected RecoveryCode() {
    }

    boolean isUsed() {
        return usedAt != null;
    }
}
