package dev.keyhold.recoverycodes;

import dev.keyhold.support.Pause;
import jakarta.ws.rs.core.Response;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.utils.FormMessage;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The pages of a sign-in with a recovery code, in the look of the realm's own login theme and in the user's language. */
final class RecoveryCodePage {
    static final String FIELD = "recoveryCode";
    private static final String ASK = "keyhold-recovery-code.ftl";
    private static final String LOW = "keyhold-recovery-codes-low.ftl";

    private final AuthenticationFlowContext context;
    private final Clock clock;

    RecoveryCodePage(AuthenticationFlowContext context, Clock clock) {
        this.context = context;
        this.clock = clock;
    }

    Response ask() {
        return context.form().createForm(ASK);
    }

    Response missing() {
        return withError("keyholdRecoveryCodeMissing");
    }

    Response wrong() {
        return withError("keyholdRecoveryCodeWrong");
    }

    Response busy() {
        return withError("keyholdRecoveryCodeBusy");
    }

    /** Says when codes can be tried again, in minutes from now and as a time of the server's zone, which it names. */
    Response paused(Instant until) {
        Locale locale = context.getSession().getContext().resolveLocale(context.getUser());
        Pause pause = Pause.until(until, clock, locale);
        return context.form().setError("keyholdRecoveryCodePaused", pause.minutes(), pause.time()).createForm(ASK);
    }

    /** After a code was used: how few are left, before the sign-in goes on. */
    Response low(int remaining) {
        // Nothing is asked here that another way could answer.
        context.setAuthenticationSelections(List.of());
        return context.form().setAttribute("remaining", remaining).createForm(LOW);
    }

    private Response withError(String key) {
        return context.form().addError(new FormMessage(FIELD, key)).createForm(ASK);
    }
}
