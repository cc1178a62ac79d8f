package dev.keyhold.support;

import org.keycloak.credential.CredentialTypeMetadata;
import org.keycloak.models.KeycloakSession;

/** What Keycloak's account pages and Account REST let a user do with a kind of credential. */
public final class SelfService {
    private SelfService() {
    }

    /** Nothing, in a managed realm: there, a factor comes and goes with a proof. Elsewhere as Keycloak has it. */
    public static CredentialTypeMetadata without(KeycloakSession keycloak, CredentialTypeMetadata stock) {
        if (!ManagedRealm.isManaged(keycloak.getContext().getRealm())) {
            return stock;
        }
        return CredentialTypeMetadata.builder().type(stock.getType()).category(stock.getCategory()).displayName(stock.getDisplayName())
            .helpText(stock.getHelpText()).iconCssClass(stock.getIconCssClass()).removeable(false).build(keycloak);
    }
}
