package dev.keyhold.sidedoors;

import dev.keyhold.reauthentication.FactorCheck;
import dev.keyhold.reauthentication.FactorCheck.Result;
import dev.keyhold.support.ManagedRealm;
import dev.keyhold.support.Overriding;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.keycloak.OAuthErrorException;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.directgrant.ValidateOTP;
import org.keycloak.credential.CredentialModel;
import org.keycloak.credential.OTPCredentialProvider;
import org.keycloak.events.Errors;
import org.keycloak.models.UserCredentialModel;
import org.keycloak.models.credential.OTPCredentialModel;

/**
 * Keycloak's "OTP" of direct access grants: in a managed realm a code there is one of the tries that the page and sign-in count.
 * Whatever is the reason of a refusal, its answer is Keycloak's for a wrong code; Keycloak hears of them in its events only.
 */
public final class DirectGrantCode extends ValidateOTP {
    // The word under which codes of authenticator apps are counted.
    private static final String FACTOR = "totp";

    private final FactorCheck check;

    /** As a factory, which is its own authenticator. */
    public DirectGrantCode() {
        this(FactorCheck.atSignIn());
    }

    DirectGrantCode(FactorCheck check) {
        this.check = check;
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        String code = typed(context);
        boolean counts = ManagedRealm.isManaged(context.getRealm()) && code != null
            && configuredFor(context.getSession(), context.getRealm(), context.getUser());
        if (!counts) {
            super.authenticate(context);
            return;
        }
        Result result = check.run(context.getSession(), context.getRealm(), context.getUser(), FACTOR, () -> isRight(context, code));
        if (result instanceof Result.Right) {
            context.success(OTPCredentialModel.TYPE);
        } else {
            refuse(context, result);
        }
    }

    private static String typed(AuthenticationFlowContext context) {
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        String code = form.getFirst("otp");
        return code == null ? form.getFirst("totp") : code;
    }

    // As Keycloak does: the code of the app that stands first.
    private boolean isRight(AuthenticationFlowContext context, String code) {
        OTPCredentialProvider apps = getCredentialProvider(context.getSession());
        CredentialModel app = apps.getDefaultCredential(context.getSession(), context.getRealm(), context.getUser());
        return app != null && apps.isValid(context.getRealm(), context.getUser(), new UserCredentialModel(app.getId(), OTPCredentialModel.TYPE, code));
    }

    private void refuse(AuthenticationFlowContext context, Result result) {
        context.getEvent().user(context.getUser())
            .error(result instanceof Result.Wrong ? Errors.INVALID_USER_CREDENTIALS : Errors.USER_TEMPORARILY_DISABLED);
        context.forceChallenge(errorResponse(Response.Status.BAD_REQUEST.getStatusCode(), OAuthErrorException.INVALID_GRANT, "Invalid user credentials"));
    }

    @Override
    public int order() {
        return Overriding.ORDER;
    }
}
