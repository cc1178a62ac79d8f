package dev.keyhold.support;

import org.keycloak.theme.Theme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Properties;

/**
 * The texts of the realm's login theme in a person's language; what an administrator reworded is reworded here too.
 *
 * @param byKey patterns of {@link java.text.MessageFormat}
 */
public record LoginTexts(Properties byKey, Locale locale) {

    public static LoginTexts of(Caller caller) {
        Locale locale = caller.keycloak().getContext().resolveLocale(caller.user());
        try {
            return new LoginTexts(caller.keycloak().theme().getTheme(Theme.Type.LOGIN).getEnhancedMessages(caller.realm(), locale), locale);
        } catch (IOException e) {
            throw new UncheckedIOException("The texts of the login theme could not be read", e);
        }
    }
}
