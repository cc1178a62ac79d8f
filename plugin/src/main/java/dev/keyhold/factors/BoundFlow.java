package dev.keyhold.factors;

import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.RealmModel;

import java.util.Set;

/** What the realm's bound browser flow asks now. A step that is disabled, or inside a disabled sub-flow, is not asked. */
public final class BoundFlow {
    private BoundFlow() {
    }

    /** Whether one of these authenticators stands in the flow and is switched on. */
    public static boolean accepts(RealmModel realm, String... authenticatorIds) {
        AuthenticationFlowModel flow = realm.getBrowserFlow();
        return flow != null && accepts(realm, flow.getId(), Set.of(authenticatorIds));
    }

    private static boolean accepts(RealmModel realm, String flowId, Set<String> ids) {
        return realm.getAuthenticationExecutionsStream(flowId).filter(step -> !step.isDisabled()).anyMatch(step -> accepts(realm, step, ids));
    }

    private static boolean accepts(RealmModel realm, AuthenticationExecutionModel step, Set<String> ids) {
        return step.isAuthenticatorFlow() ? accepts(realm, step.getFlowId(), ids) : step.getAuthenticator() != null && ids.contains(step.getAuthenticator());
    }
}
