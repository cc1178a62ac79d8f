package dev.keyhold.totp;

import dev.keyhold.reauthentication.FactorCheck;
import dev.keyhold.reauthentication.FactorCheck.Result;
import dev.keyhold.support.Pause;
import jakarta.ws.rs.core.Response;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.browser.OTPFormAuthenticator;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.services.messages.Messages;
import org.keycloak.services.validation.Validation;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Keycloak's own form for codes, counted with the codes that the page asks for. Wrong ones pause the app until a time that the
 * form tells, and no other way to sign in: Keycloak, whose one lock would stop them all, hears of them in its events only.
 */
final class TotpAuthenticator extends OTPFormAuthenticator {
    private static final String SELECTED = "selectedCredentialId";

    private final FactorCheck check;
    private final Clock clock;

    TotpAuthenticator(FactorCheck check, Clock clock) {
        this.check = check;
        this.clock = clock;
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        Instant paused = check.pausedUntil(context.getSession(), context.getUser(), TotpFactor.WORD);
        if (paused == null) {
            super.authenticate(context);
        } else {
            context.challenge(paused(context, paused));
        }
    }

    @Override
    public void validateOTP(AuthenticationFlowContext context) {
        String typed = context.getHttpRequest().getDecodedFormParameters().getFirst("otp");
        String app = selectedApp(context);
        if (!mayTry(context)) {
            return;
        }
        if (typed == null || typed.isBlank()) {
            context.forceChallenge(challenge(context, typed == null ? null : Messages.MISSING_TOTP, Validation.FIELD_OTP_CODE));
            return;
        }
        Optional<String> code = TypedCode.read(typed);
        if (code.isEmpty()) {
            // No app shows such a code: nothing was guessed.
            context.forceChallenge(challenge(context, "keyholdTotpDigits", Validation.FIELD_OTP_CODE));
            return;
        }
        KeycloakSession keycloak = context.getSession();
        Apps apps = new Apps(context.getUser());
        Result result = check.run(keycloak, context.getRealm(), context.getUser(), TotpFactor.WORD, () -> isRight(apps, app, code.get()));
        answer(context, result);
    }

    // Without one of their own the user's codes may be known to the federation they come from.
    private static boolean isRight(Apps apps, String app, String code) {
        return (app.isEmpty() || apps.find(app).isPresent()) && apps.isRight(app, code);
    }

    private void answer(AuthenticationFlowContext context, Result result) {
        if (result instanceof Result.Right) {
            context.success(OTPCredentialModel.TYPE);
        } else if (result instanceof Result.Wrong wrong) {
            context.getEvent().user(context.getUser()).error(Errors.INVALID_USER_CREDENTIALS);
            context.forceChallenge(wrong.lockedUntil() == null
                ? challenge(context, Messages.INVALID_TOTP, Validation.FIELD_OTP_CODE) : paused(context, wrong.lockedUntil()));
        } else if (result instanceof Result.Paused paused) {
            context.getEvent().user(context.getUser()).error(Errors.USER_TEMPORARILY_DISABLED);
            context.forceChallenge(paused(context, paused.until()));
        } else {
            context.forceChallenge(challenge(context, "keyholdTotpBusy", Validation.FIELD_OTP_CODE));
        }
    }

    /** The app chosen in the form, else the user's first; empty when there is none. */
    private String selectedApp(AuthenticationFlowContext context) {
        String chosen = context.getHttpRequest().getDecodedFormParameters().getFirst(SELECTED);
        if (chosen == null || chosen.isEmpty()) {
            chosen = new Apps(context.getUser()).all().stream().findFirst().map(App::id).orElse("");
        }
        context.getEvent().detail(Details.SELECTED_CREDENTIAL_ID, chosen);
        context.form().setAttribute(SELECTED_OTP_CREDENTIAL_ID, chosen);
        return chosen;
    }

    // As Keycloak's own form does: a user who is disabled, or whom wrong passwords have locked, is refused here as well, and the
    // sign-in stays refused until that is over.
    private boolean mayTry(AuthenticationFlowContext context) {
        UserModel user = context.getUser();
        boolean enabled = enabledUser(context, user);
        if (enabled) {
            context.getAuthenticationSession().removeAuthNote(SESSION_INVALID);
        } else if ("true".equals(context.getAuthenticationSession().getAuthNote(SESSION_INVALID))) {
            context.getEvent().user(user).error(Errors.INVALID_AUTHENTICATION_SESSION);
        } else {
            context.getAuthenticationSession().setAuthNote(SESSION_INVALID, "true");
        }
        return enabled;
    }

    private Response paused(AuthenticationFlowContext context, Instant until) {
        Pause pause = Pause.until(until, clock, context.getSession().getContext().resolveLocale(context.getUser()));
        FormMessage message = new FormMessage(Validation.FIELD_OTP_CODE, "keyholdTotpPaused", pause.minutes(), pause.time());
        return createLoginForm(context.form().setExecution(context.getExecution().getId()).addError(message));
    }
}
