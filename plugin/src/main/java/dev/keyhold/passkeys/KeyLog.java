package dev.keyhold.passkeys;

import dev.keyhold.securitylog.Entry;
import dev.keyhold.securitylog.EventType;
import dev.keyhold.securitylog.SecurityLog;
import dev.keyhold.support.Caller;
import dev.keyhold.support.Database;

/** The rows of this room in the security log, in the transaction of the change. */
record KeyLog(SecurityLog log) {
    void record(Caller caller, EventType type, String key) {
        log.record(Database.of(caller.keycloak()), Entry.by(caller, type, key));
    }
}
