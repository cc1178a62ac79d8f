package dev.keyhold.recoverycodes;

import dev.keyhold.reauthentication.FactorCheck;
import dev.keyhold.reauthentication.FactorCheck.Result;
import dev.keyhold.support.ManagedRealm;
import dev.keyhold.support.Origin;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.CredentialValidator;
import org.keycloak.credential.CredentialProvider;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;

import java.util.List;
import java.time.Clock;
import java.time.Instant;

/**
 * Asks for a recovery code at sign-in. A right one is used up and its row written in the transaction of this step: where either
 * fails, nothing was proved. One sign-in uses up one code, whatever is sent again. A pause of codes stops no other way to sign in.
 */
final class RecoveryCodeAuthenticator implements Authenticator, CredentialValidator<RecoveryCodesCredentialProvider> {
    private static final List<String> SECOND_FACTORS = List.of(OTPCredentialModel.TYPE, WebAuthnCredentialModel.TYPE_TWOFACTOR);

    private static final String SPENT = "keyhold.recovery-code.spent";

    private final RecoveryCodes codes;
    private final FactorCheck check;
    private final Clock clock;

    RecoveryCodeAuthenticator(RecoveryCodes codes, FactorCheck check, Clock clock) {
        this.codes = codes;
        this.check = check;
        this.clock = clock;
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        if (hasSpent(context)) {
            context.success(KeycloakCredentials.TYPE);
            return;
        }
        // Keycloak asks first for what stands first among the user's credentials, and an app that was set up since stands behind the codes.
        new KeycloakCredentials(context.getUser()).moveLast();
        Instant paused = check.pausedUntil(context.getSession(), context.getUser(), RecoveryCodeFactor.WORD);
        context.challenge(paused == null ? page(context).ask() : page(context).paused(paused));
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        context.getEvent().user(context.getUser()).detail(Details.CREDENTIAL_TYPE, KeycloakCredentials.TYPE);
        if (hasSpent(context)) {
            context.success(KeycloakCredentials.TYPE);
            return;
        }
        String typed = context.getHttpRequest().getDecodedFormParameters().getFirst(RecoveryCodePage.FIELD);
        if (typed == null || typed.isBlank()) {
            context.forceChallenge(page(context).missing());
            return;
        }
        KeycloakSession keycloak = context.getSession();
        Result result = check.run(keycloak, context.getRealm(), context.getUser(), RecoveryCodeFactor.WORD,
            () -> codes.spend(keycloak, context.getRealm(), context.getUser(), typed, Origin.ofSignIn(keycloak)));
        answer(context, result);
    }

    private void answer(AuthenticationFlowContext context, Result result) {
        if (result instanceof Result.Right) {
            right(context);
        } else if (result instanceof Result.Wrong wrong) {
            // Told to Keycloak's events, not to its brute-force detection: that would lock the whole user, and other ways in with them.
            context.getEvent().error(Errors.INVALID_USER_CREDENTIALS);
            context.forceChallenge(wrong.lockedUntil() == null ? page(context).wrong() : page(context).paused(wrong.lockedUntil()));
        } else if (result instanceof Result.Paused paused) {
            context.getEvent().error(Errors.USER_TEMPORARILY_DISABLED);
            context.forceChallenge(page(context).paused(paused.until()));
        } else {
            context.forceChallenge(page(context).busy());
        }
    }

    private void right(AuthenticationFlowContext context) {
        context.getAuthenticationSession().setAuthNote(SPENT, context.getUser().getId());
        int remaining = codes.remaining(context.getSession(), context.getRealm(), context.getUser());
        if (remaining <= CodeSet.LOW) {
            context.challenge(page(context).low(remaining));
        } else {
            context.success(KeycloakCredentials.TYPE);
        }
    }

    // Notes go when the sign-in starts anew; another user of the same one is another sign-in.
    private static boolean hasSpent(AuthenticationFlowContext context) {
        return context.getUser().getId().equals(context.getAuthenticationSession().getAuthNote(SPENT));
    }

    private RecoveryCodePage page(AuthenticationFlowContext context) {
        return new RecoveryCodePage(context, clock);
    }

    @Override
    public boolean requiresUser() {
        return true;
    }

    /** Codes stand in for a second factor that is lost; alone they are none, or every sign-in would use one up. */
    @Override
    public boolean configuredFor(KeycloakSession keycloak, RealmModel realm, UserModel user) {
        return ManagedRealm.isManaged(realm) && SECOND_FACTORS.stream().anyMatch(user.credentialManager()::isConfiguredFor)
            && codes.remaining(keycloak, realm, user) > 0;
    }

    @Override
    public void setRequiredActions(KeycloakSession keycloak, RealmModel realm, UserModel user) {
    }

    @Override
    public RecoveryCodesCredentialProvider getCredentialProvider(KeycloakSession keycloak) {
        return (RecoveryCodesCredentialProvider) keycloak.getProvider(CredentialProvider.class, KeycloakCredentials.TYPE);
    }

    @Override
    public String getType(KeycloakSession keycloak) {
        return KeycloakCredentials.TYPE;
    }

    @Override
    public void close() {
    }
}
