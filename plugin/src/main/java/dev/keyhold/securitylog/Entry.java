package dev.keyhold.securitylog;

import dev.keyhold.support.Caller;
import dev.keyhold.support.Device;

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
        return new Entry(type, Actor.USER, caller.realm().getId(), caller.user().getId(), caller.userSession().getId(), target,
            caller.address(), caller.device());
    }
}
