package dev.keyhold.password;

import dev.keyhold.support.Caller;
import dev.keyhold.support.LoginTexts;
import org.keycloak.policy.PolicyError;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;

/** What a rule says, in the user's language, by the realm's own texts: what an administrator reworded is reworded here too. */
final class Sentences {
    private static final String GENERIC = "invalidPasswordGenericMessage";

    private final Properties texts;
    private final Locale locale;

    Sentences(Properties texts, Locale locale) {
        this.texts = texts;
        this.locale = locale;
    }

    static Sentences of(Caller caller) {
        LoginTexts texts = LoginTexts.of(caller);
        return new Sentences(texts.byKey(), texts.locale());
    }

    /** For the list of rules. */
    String of(Rule rule) {
        if (rule.known() != null) {
            return of(rule.known(), numberOf(rule));
        }
        return rule.name() == null || rule.name().isBlank() ? of(GENERIC) : rule.name();
    }

    /** For a candidate that breaks it. */
    String of(Rule rule, PolicyError error) {
        // The error of a known rule adds nothing but, for one, the pattern, which is not told.
        return rule.known() != null ? of(rule) : ofExtension(error);
    }

    /** Of a rule that the realm no longer has, or that has no number. */
    String of(KnownRule known, Object... parameters) {
        return of(known.message(), known == KnownRule.REGEX ? new Object[0] : parameters);
    }

    /** What an extension says: by a key of the realm's texts or, as Keycloak's own pages show it, as it is. */
    private String ofExtension(PolicyError error) {
        String message = error.getMessage();
        boolean isSentence = message != null && message.strip().contains(" ");
        return isSentence && !has(message) ? message : ofKeycloak(message, error.getParameters());
    }

    boolean has(String key) {
        return key != null && texts.getProperty(key) != null;
    }

    /** Only by a key that has a text: anything else may be a server's own words, which are nobody's to see. */
    String ofKeycloak(String message, Object... parameters) {
        return has(message) ? of(message, parameters) : of(GENERIC);
    }

    private static Object[] numberOf(Rule rule) {
        return rule.number() == null ? new Object[0] : new Object[]{rule.number()};
    }

    private String of(String key, Object... parameters) {
        String pattern = texts.getProperty(key, key);
        try {
            return new MessageFormat(pattern, locale).format(parameters);
        } catch (IllegalArgumentException e) {
            // An administrator's text with a brace too many is still better than none.
            return pattern;
        }
    }
}
