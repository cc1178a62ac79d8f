package dev.keyhold.pin;

import dev.keyhold.support.ManagedRealm;
import dev.keyhold.support.StartedAction;
import org.keycloak.Config;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * Leads a user whom an administrator told to set a PIN to the page where one is set, after a proof, and lets them go on once there
 * is one. Only the page itself is open to them without. It sets none itself, and nobody starts it from outside.
 */
public final class SetUpPin implements RequiredActionFactory {
    static final String ID = "keyhold-set-up-pin";

    @Override
    public RequiredActionProvider create(KeycloakSession keycloak) {
        return new Action(keycloak);
    }

    private record Action(KeycloakSession keycloak) implements RequiredActionProvider {
        @Override
        public InitiatedActionSupport initiatedActionSupport() {
            return StartedAction.support(keycloak, ID, InitiatedActionSupport.SUPPORTED);
        }

        @Override
        public void evaluateTriggers(RequiredActionContext context) {
        }

        @Override
        public void requiredActionChallenge(RequiredActionContext context) {
            boolean settable = ManagedRealm.isManaged(context.getRealm()) && PinPolicy.of(context.getRealm()).mode() == PinMode.ON;
            if (settable && new KeycloakPins(context.getUser()).find().isEmpty()) {
                if (ManagedRealm.isToPage(context.getAuthenticationSession())) {
                    // Where it is set: who could not sign in there could sign in nowhere any more.
                    context.ignore();
                    return;
                }
                context.challenge(new PinPage(context.form()).lead(context.getRealm()));
            } else {
                context.success();
            }
        }

        @Override
        public void processAction(RequiredActionContext context) {
            requiredActionChallenge(context);
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
    public String getDisplayText() {
        return "Keyhold set up PIN";
    }

    @Override
    public void init(Config.Scope config) {
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
    }

    @Override
    public void close() {
    }
}
