package dev.keyhold.pin;

import dev.keyhold.reauthentication.FactorCheck;
import dev.keyhold.reauthentication.FactorCheck.Result;
import jakarta.ws.rs.core.Response;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Asks for the PIN after a sign-in, or inside a session. It signs nobody in and is no second factor: all that comes of it is what
 * {@link StepUp} tells the application. A pause of the PIN stops this step and no sign-in without it.
 */
final class PinAuthenticator implements Authenticator {
    private static final Pattern PIN = Pattern.compile("[0-9]{4,12}");

    private final Pins pins;
    private final Clock clock;

    PinAuthenticator(Pins pins, Clock clock) {
        this.pins = pins;
        this.clock = clock;
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        Optional<StoredPin> pin = mayBeAsked(context);
        if (pin.isPresent()) {
            context.challenge(page(context).ask());
        }
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        context.getEvent().user(context.getUser()).detail(Details.CREDENTIAL_TYPE, StoredPin.TYPE);
        Optional<StoredPin> pin = mayBeAsked(context);
        if (pin.isEmpty()) {
            return;
        }
        String typed = context.getHttpRequest().getDecodedFormParameters().getFirst(PinPage.FIELD);
        if (typed == null || !PIN.matcher(typed).matches()) {
            // No PIN is like that: nothing was guessed. Nothing typed is what the page of a lead sends.
            context.forceChallenge(typed == null ? page(context).ask() : page(context).wrong("keyholdPinDigits"));
            return;
        }
        answer(context, pins.check(context.getSession(), context.getRealm(), context.getUser(), pin.get(), typed));
    }

    /** The PIN where it can be tried now; else the answer is given. */
    private Optional<StoredPin> mayBeAsked(AuthenticationFlowContext context) {
        PinPolicy policy = PinPolicy.of(context.getRealm());
        Optional<StoredPin> pin = new KeycloakPins(context.getUser()).find();
        if (policy.mode() == PinMode.OFF) {
            end(context, Response.Status.FORBIDDEN, "keyholdPinOff");
        } else if (pin.isEmpty()) {
            missing(context, policy);
        } else if (!pins.isPossible(context.getSession(), pin.get())) {
            end(context, Response.Status.SERVICE_UNAVAILABLE, "keyholdPinUnavailable");
        } else {
            FactorCheck.Standing standing = pins.standing(context.getSession(), context.getRealm(), context.getUser());
            if (standing.isLocked()) {
                paused(context, standing.until());
            } else {
                return pin;
            }
        }
        return Optional.empty();
    }

    private static void missing(AuthenticationFlowContext context, PinPolicy policy) {
        if (policy.mode() == PinMode.ON && policy.leadsToSetUp()) {
            context.forceChallenge(page(context).lead(context.getRealm()));
        } else {
            end(context, Response.Status.FORBIDDEN, "keyholdPinMissing");
        }
    }

    private void answer(AuthenticationFlowContext context, Result result) {
        if (result instanceof Result.Right) {
            right(context);
        } else if (result instanceof Result.Wrong wrong) {
            // Told to Keycloak's events, not to its brute-force detection: that would lock the whole user, and every sign-in with them.
            context.getEvent().error(Errors.INVALID_USER_CREDENTIALS);
            if (wrong.triesLeft() > 0) {
                context.forceChallenge(page(context).wrong("keyholdPinWrong", wrong.triesLeft()));
            } else {
                paused(context, wrong.lockedUntil());
            }
        } else if (result instanceof Result.Paused paused) {
            context.getEvent().error(Errors.USER_TEMPORARILY_DISABLED);
            paused(context, paused.until());
        } else {
            context.forceChallenge(page(context).wrong("keyholdPinBusy"));
        }
    }

    // The session's own auth_time stays that of its sign-in: a PIN must not pass for one where max_age is asked.
    private void right(AuthenticationFlowContext context) {
        new StepUp(context.getSession()).proved(context.getAuthenticationSession(), clock.instant());
        context.success(StoredPin.TYPE);
    }

    /** @param until null where no time helps: then a new PIN does, with which the page of a lead goes on */
    private void paused(AuthenticationFlowContext context, Instant until) {
        if (until != null) {
            context.forceChallenge(page(context).paused(until, clock, context.getSession(), context.getUser()));
        } else if (PinPolicy.of(context.getRealm()).mode() == PinMode.ON) {
            context.forceChallenge(page(context).lead(context.getRealm()));
        } else {
            end(context, Response.Status.FORBIDDEN, "keyholdPinDisabled");
        }
    }

    // No failure in Keycloak's sense, which it would count against the user.
    private static void end(AuthenticationFlowContext context, Response.Status status, String key) {
        context.getEvent().user(context.getUser()).error(Errors.ACCESS_DENIED);
        context.forceChallenge(page(context).end(status, key));
    }

    private static PinPage page(AuthenticationFlowContext context) {
        return new PinPage(context.form());
    }

    @Override
    public boolean requiresUser() {
        return true;
    }

    /** Always: who has no PIN is told so here, and led to where one is set. */
    @Override
    public boolean configuredFor(KeycloakSession keycloak, RealmModel realm, UserModel user) {
        return true;
    }

    @Override
    public void setRequiredActions(KeycloakSession keycloak, RealmModel realm, UserModel user) {
    }

    @Override
    public void close() {
    }
}
