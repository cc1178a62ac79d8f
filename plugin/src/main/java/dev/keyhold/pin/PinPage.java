package dev.keyhold.pin;

import dev.keyhold.support.ManagedRealm;
import dev.keyhold.support.Pause;
import jakarta.ws.rs.core.Response;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.FormMessage;

import java.time.Clock;
import java.time.Instant;
import java.util.Locale;

/** The pages that ask for a PIN, in the look of the realm's own login theme and in the user's language. */
final class PinPage {
    static final String FIELD = "pin";
    private static final String ASK = "keyhold-pin.ftl";
    private static final String LEAD = "keyhold-pin-lead.ftl";

    private final LoginFormsProvider form;

    PinPage(LoginFormsProvider form) {
        this.form = form;
    }

    Response ask() {
        return form.createForm(ASK);
    }

    /** @param key of the text that says what is wrong with what was typed */
    Response wrong(String key, Object... values) {
        return form.addError(new FormMessage(FIELD, key, values)).createForm(ASK);
    }

    /** Says when it can be tried again, in minutes from now and as a time of the server's zone, which it names. */
    Response paused(Instant until, Clock clock, KeycloakSession keycloak, UserModel user) {
        Locale locale = keycloak.getContext().resolveLocale(user);
        Pause pause = Pause.until(until, clock, locale);
        return form.setError("keyholdPinPaused", pause.minutes(), pause.time()).createForm(ASK);
    }

    /** Leads to the page where a PIN is set, after a proof; goes on once there is one. */
    Response lead(RealmModel realm) {
        ManagedRealm.pageUrl(realm).ifPresent(page -> form.setAttribute("pinUrl", page.toString().replaceAll("/+$", "") + "/pin"));
        return form.createForm(LEAD);
    }

    /** Nothing on it can be typed or tried. */
    Response end(Response.Status status, String key) {
        return form.setError(key).createErrorPage(status);
    }
}
