package dev.keyhold.pin;

import dev.keyhold.support.PlainStep;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticator;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** The condition of a flow that is true where an application asks for the PIN. */
public final class PinRequested implements ConditionalAuthenticatorFactory, PlainStep {
    static final String ID = "keyhold-pin-requested";
    private static final Requirement[] REQUIREMENTS = {Requirement.REQUIRED, Requirement.DISABLED};
    private static final ConditionalAuthenticator CONDITION = new Condition();

    private static final class Condition implements ConditionalAuthenticator {
        @Override
        public boolean matchCondition(AuthenticationFlowContext context) {
            return StepUp.isAsked(context.getAuthenticationSession());
        }

        @Override
        public void action(AuthenticationFlowContext context) {
        }

        @Override
        public boolean requiresUser() {
            return true;
        }

        @Override
        public void setRequiredActions(KeycloakSession keycloak, RealmModel realm, UserModel user) {
        }

        @Override
        public void close() {
        }
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public ConditionalAuthenticator getSingleton() {
        return CONDITION;
    }

    @Override
    public String getDisplayType() {
        return "Keyhold condition: PIN requested";
    }

    @Override
    public String getHelpText() {
        return "True where an application asks for the PIN, by acr_values=keyhold-pin or by the claim acr.";
    }

    @Override
    public Requirement[] getRequirementChoices() {
        return REQUIREMENTS.clone();
    }
}
