package dev.keyhold.totp;

import dev.keyhold.support.Caller;
import dev.keyhold.support.LoginTexts;
import org.keycloak.models.RealmModel;
import org.keycloak.theme.TemplatingUtil;

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
        return new RealmTexts(caller.realm(), LoginTexts.of(caller).byKey());
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
