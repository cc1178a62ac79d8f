package dev.keyhold.reauthentication;

/** Whose proof it is and what for: a grant made for one of these opens nothing for any other. */
record Proved(String realmId, String userId, String sessionId, Operation operation, String target) {
}
