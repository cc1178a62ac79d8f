package dev.keyhold.securitylog;

import dev.keyhold.support.Caller;
import dev.keyhold.support.Device;
import dev.keyhold.support.Origin;

/**
 * What is to be written to the security log.
 *
 * @param sessionId the session it was done from, or null
 * @param target    what it was done to (the id of the ended session, the operation that was to be proved), or null
 * @param address   canonical client address, or null when not known
 */
public record Entry(EventType type, Actor actor, String realmId, String userId, String sessionId, String target, String address, Device device) {

    /** Something the person of the account did. */
    public static Entry by(Caller caller, EventType type, String target) {
        return by(Origin.of(caller), caller.realm().getId(), caller.user().getId(), type, target);
    }

    /** The same, wherever the person did it: also at sign-in, where there is no session yet. */
    public static Entry by(Origin from, String realmId, String userId, EventType type, String target) {
        return new Entry(type, Actor.USER, realmId, userId, from.sessionId(), target, from.address(), from.device());
    }
}
