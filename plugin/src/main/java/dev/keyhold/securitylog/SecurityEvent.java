package dev.keyhold.securitylog;

import dev.keyhold.support.Device;
import dev.keyhold.support.Text;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import java.util.UUID;

/** One row of the user's security log: what happened to the account, when, from where, and by whom. Never changed, once written. */
@Entity(name = "KeyholdSecurityEvent")
@Table(name = "KEYHOLD_SECURITY_EVENT")
public class SecurityEvent {
    @Id
    @Column(name = "ID")
    String id;
    @Column(name = "REALM_ID")
    String realmId;
    @Column(name = "USER_ID")
    String userId;
    @Column(name = "TYPE")
    String type;
    @Column(name = "OCCURRED_AT")
    long occurredAt;
    @Column(name = "ACTOR")
    String actor;
    @Column(name = "SESSION_ID")
    String sessionId;
    @Column(name = "TARGET")
    String target;
    @Column(name = "ADDRESS")
    String address;
    @Column(name = "BROWSER")
    String browser;
    @Column(name = "OS")
    String os;
    @Column(name = "DEVICE_TYPE")
    String deviceType;

    protected SecurityEvent() {
    }

    /** Every text is cut to its column: a row that the database refuses would undo the change it tells of. */
    SecurityEvent(Entry entry, long now) {
        id = UUID.randomUUID().toString();
        realmId = Text.cut(entry.realmId(), 255);
        userId = Text.cut(entry.userId(), 255);
        type = entry.type().word();
        occurredAt = now;
        actor = entry.actor().word();
        sessionId = Text.cut(entry.sessionId(), 255);
        target = Text.cut(entry.target(), 255);
        address = Text.cut(entry.address(), 64);
        Device device = entry.device();
        browser = Text.cut(device.browser(), 128);
        os = Text.cut(device.os(), 128);
        deviceType = Text.cut(device.type(), 16);
    }
}
