package dev.keyhold.support;

import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Whether an action of Keycloak's may be started from outside, by {@code kc_action} in an address. In a managed realm those that
 * Keyhold replaces may not: they change a factor on the word of a live session. Imposed ones (by an administrator, a flow, a
 * mail) still run, and must: Keycloak skips an action that is refused here, whoever asked for it, so that naming an imposed
 * action in the address would otherwise be a way past it.
 */
public final class StartedAction {
    private StartedAction() {
    }

    public static InitiatedActionSupport support(KeycloakSession keycloak, String action, InitiatedActionSupport stock) {
        // The factory itself is asked too, when no session is at hand: then it speaks as Keycloak does.
        if (keycloak == null || !ManagedRealm.isManaged(keycloak.getContext().getRealm())) {
            return stock;
        }
        return isImposed(keycloak.getContext().getAuthenticationSession(), action) ? stock : InitiatedActionSupport.NOT_SUPPORTED;
    }

    private static boolean isImposed(AuthenticationSessionModel signIn, String action) {
        UserModel user = signIn == null ? null : signIn.getAuthenticatedUser();
        return user != null
            && (signIn.getRequiredActions().contains(action) || user.getRequiredActionsStream().anyMatch(action::equals));
    }
}
