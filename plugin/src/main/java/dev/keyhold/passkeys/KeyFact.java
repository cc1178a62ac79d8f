package dev.keyhold.passkeys;

import dev.keyhold.support.Device;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What Keyhold knows of a key beside what Keycloak stores: its table has no place for it, and refuses what it does not know. */
@Entity(name = "KeyholdFactorFact")
@Table(name = "KEYHOLD_FACTOR_FACT")
public class KeyFact {
    static final String PAGE = "page";
    static final String KEYCLOAK = "keycloak";

    /** Of the row in Keycloak's table. */
    @Id
    @Column(name = "CREDENTIAL_ID")
    String credentialId;
    @Column(name = "REALM_ID")
    String realmId;
    @Column(name = "USER_ID")
    String userId;
    /** Of the id that browsers know the key by; no two users of a realm share one. */
    @Column(name = "KEY_HASH")
    String keyHash;
    /** Whether a provider keeps copies of it; null when not known. */
    @Column(name = "SYNCED")
    Boolean synced;
    /** Registered on Keyhold's page, or on one of Keycloak's own. */
    @Column(name = "ENROLLED_FROM")
    String enrolledFrom;
    /** The device it was registered from, in words; null when not known. */
    @Column(name = "ENROLLED_DEVICE")
    String enrolledDevice;
    /** Null for never. */
    @Column(name = "LAST_USED_AT")
    Long lastUsedAt;
    @Column(name = "ADDRESS")
    String address;
    @Column(name = "BROWSER")
    String browser;
    @Column(name = "OS")
    String os;
    @Column(name = "DEVICE_TYPE")
    String deviceType;

    protected KeyFact() {
    }

    KeyFact(String realmId, String userId, String credentialId, String keyHash, String enrolledFrom) {
        this.realmId = realmId;
        this.userId = userId;
        this.credentialId = credentialId;
        this.keyHash = keyHash;
        this.enrolledFrom = enrolledFrom;
    }

    /** The device it was last used with; null when it never was. */
    Device lastUsedWith() {
        return lastUsedAt == null ? null : new Device(browser, os, deviceType);
    }
}
