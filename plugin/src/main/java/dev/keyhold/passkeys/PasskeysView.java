package dev.keyhold.passkeys;

import dev.keyhold.factors.Factors;
import dev.keyhold.support.Caller;

import java.util.List;

/**
 * A user's passkeys and security keys as the page shows them.
 *
 * @param required whether the realm lets nobody in without a second factor
 * @param max      how many keys of both kinds together a user may have
 */
record PasskeysView(boolean required, int max, Section passkeys, Section securityKeys) {

    static PasskeysView of(Caller caller, KeyFacts facts) {
        KeyView view = KeyView.of(caller, facts);
        return new PasskeysView(Factors.isSecondFactorRequired(caller.realm()), KeyLimit.of(caller.realm()),
            Section.of(caller, KeyKind.PASSKEY, view), Section.of(caller, KeyKind.SECURITY_KEY, view));
    }

    /**
     * The keys of one kind.
     *
     * @param state {@code available}, or {@code off} where no sign-in takes them
     * @param items those there are, whatever the state
     */
    record Section(String state, KeyPolicy.RelyingParty relyingParty, List<KeyView.Item> items) {
        private static Section of(Caller caller, KeyKind kind, KeyView view) {
            return new Section(kind.isAvailable(caller.realm()) ? "available" : "off", KeyPolicy.of(caller, kind).relyingParty(),
                view.items(new Keys(caller.user()).of(kind)));
        }
    }
}
