package dev.keyhold.totp;

import dev.keyhold.support.Caller;
import org.keycloak.models.RealmModel;
import org.keycloak.theme.TemplatingUtil;
import org.keycloak.theme.Theme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What the realm says about itself in the user's language. */
final class RealmTexts {
    private final RealmModel realm;
    private final Properties words;

    RealmTexts(RealmModel realm, Properties words) {
        this.realm = realm;
        this.words = words;
    }

    static RealmTexts of(Caller caller) {
        try {
            Theme theme = caller.keycloak().theme().getTheme(Theme.Type.LOGIN);
            return new RealmTexts(caller.realm(), theme.getEnhancedMessages(caller.realm(), caller.keycloak().getContext().resolveLocale(caller.user())));
        } catch (IOException e) {
            throw new UncheckedIOException("The login theme could not be read", e);
        }
    }

    /** What an app shows above its codes. A colon would end it there (Key URI Format, "Label"). */
    String issuer() {
        String name = realm.getDisplayName();
        return (name == null || name.isBlank() ? realm.getName() : TemplatingUtil.resolveVariables(name, words)).replace(':', ' ').strip();
    }

    /** What an app is called that nobody gave a name. */
    String appName() {
        return words.getProperty("keyholdTotpName", "Authenticator app");
    }
}
