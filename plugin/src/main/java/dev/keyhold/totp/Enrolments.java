package dev.keyhold.totp;

import dev.keyhold.factors.CommittedState;
import dev.keyhold.factors.EnrolmentId;
import dev.keyhold.factors.FirstCodes;
import dev.keyhold.factors.Label;
import dev.keyhold.factors.UserLock;
import dev.keyhold.reauthentication.Grants;
import dev.keyhold.reauthentication.Operation;
import dev.keyhold.securitylog.EventType;
import dev.keyhold.support.Caller;
import dev.keyhold.support.Created;
import dev.keyhold.support.Exchange;
import dev.keyhold.support.Json;
import dev.keyhold.support.Problems;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.utils.CredentialValidation;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Setting up an app, alone or in place of another. Between start and confirmation nothing is stored: the bridge has the secret, the
 * id carries the rest. What is confirmed is one transaction, the grant's spending and the old app's end with it.
 */
final class Enrolments {
    private final Grants grants;
    private final FirstCodes firstCodes;
    private final TotpLog log;

    Enrolments(Grants grants, FirstCodes firstCodes, TotpLog log) {
        this.grants = grants;
        this.firstCodes = firstCodes;
        this.log = log;
    }

    /** @param replaces id of the app that is to go; null when none is */
    record Start(String replaces) {
    }

    /** @param issuer what the app shows above its codes, and {@code account} below */
    record Started(String id, String expiresAt, TotpPolicy.View policy, String issuer, String account) {
    }

    record Confirmation(String secret, String code, String label, String replaces) {
        /** Without the secret, wherever it is printed. */
        @Override
        public String toString() {
            return "Confirmation[]";
        }
    }

    /** @param recoveryCodes null where the user has some already */
    record Confirmed(App.View item, FirstCodes.Made recoveryCodes) {
    }

    /** What can be known to fail is refused before a proof is asked for it. */
    Created start(Exchange exchange) {
        String replaces = exchange.body(Start.class).replaces();
        Caller caller = exchange.caller();
        TotpPolicy policy = supported(caller);
        if (replaces != null && new Apps(caller.user()).find(replaces).isEmpty()) {
            throw Problems.notFound().asException();
        }
        String id = EnrolmentId.make(policy.purpose(replaces));
        Instant until = grants.bind(exchange, Operation.TOTP_ENROL, replaces == null ? "" : replaces, id);
        return new Created(new Started(id, Json.time(until), policy.view(), RealmTexts.of(caller).issuer(), caller.user().getUsername()));
    }

    /** Told again after it succeeded it answers alike, and changes nothing but codes that nobody said to have saved. */
    Confirmed confirm(Exchange exchange) {
        Confirmation typed = exchange.body(Confirmation.class);
        String code = code(typed);
        String label = Label.read(typed.label());
        String id = exchange.path("id");
        Caller caller = exchange.caller();
        UserLock.take(caller);
        App app = grants.spendBound(exchange, Operation.TOTP_ENROL, id) ? enrol(caller, id, typed, code, label) : enrolled(caller, id, typed);
        // Behind the app: Keycloak asks first for what stands first.
        FirstCodes.Made codes = firstCodes.make(caller, id).orElse(null);
        grants.keepRescue(exchange);
        return new Confirmed(app.view(), codes);
    }

    private static String code(Confirmation typed) {
        if (!TotpSecret.isGood(typed.secret())) {
            throw Problems.invalidRequest("/secret", "A secret of 128 to 512 bits in base32 is expected.").asException();
        }
        return TypedCode.read(typed.code()).orElseThrow(() -> Problems.invalidRequest("/code", "A code has digits only.").asException());
    }

    private App enrol(Caller caller, String id, Confirmation typed, String code, String label) {
        TotpPolicy policy = supported(caller);
        if (!EnrolmentId.isFor(id, policy.purpose(typed.replaces()))) {
            throw Grants.enrolmentGone();
        }
        UserModel user = caller.user();
        Apps apps = new Apps(user);
        // Gone already where an administrator was faster.
        Optional<App> old = Optional.ofNullable(typed.replaces()).flatMap(apps::find);
        OTPCredentialModel credential = policy.credential(id, typed.secret());
        App app = apps.create(credential);
        old.ifPresent(gone -> apps.remove(gone.id()));
        apps.rename(id, label.isEmpty() ? defaultLabel(caller, apps, old) : label);
        // Last of what may be refused: a code stays burned though all else is undone.
        if (!isRight(apps, policy, credential, code)) {
            throw TotpProblems.codeRefused().asException();
        }
        user.removeRequiredAction(UserModel.RequiredAction.CONFIGURE_TOTP);
        log.record(caller, old.isPresent() ? EventType.TOTP_REPLACED : EventType.TOTP_ENROLLED, id);
        new KeycloakEvents(caller).created();
        old.ifPresent(new KeycloakEvents(caller)::removed);
        return apps.find(id).orElse(app);
    }

    // Keycloak's check burns the code, so that no sign-in takes it again. It refuses one that was burned before, which for an app
    // that was not there until now can only have been an attempt at this very enrolment that was undone after it.
    private static boolean isRight(Apps apps, TotpPolicy policy, OTPCredentialModel credential, String code) {
        return apps.isRight(credential.getId(), code) || CredentialValidation.validOTP(code, credential, policy.stored().getLookAheadWindow());
    }

    private static String defaultLabel(Caller caller, Apps apps, Optional<App> old) {
        List<String> taken = apps.all().stream().map(App::label).filter(Objects::nonNull).toList();
        return old.map(App::label).orElseGet(() -> Label.free(RealmTexts.of(caller).appName(), taken));
    }

    private static App enrolled(Caller caller, String id, Confirmation typed) {
        return CommittedState.of(caller, (keycloak, realm, user) -> new Apps(user).find(id))
            .filter(app -> app.hasSecret(typed.secret())).orElseThrow(Grants::enrolmentGone);
    }

    private static TotpPolicy supported(Caller caller) {
        TotpPolicy policy = TotpPolicy.of(caller.realm());
        String reason = TotpView.reason(caller.realm(), policy);
        if (reason != null) {
            throw TotpProblems.unsupported(reason).asException();
        }
        return policy;
    }
}
