package dev.keyhold.password;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** The texts of a login theme as far as they concern passwords: Keycloak's own, which no test library has, and Keyhold's. */
final class Texts {
    private static final String[][] KEYCLOAK = {
        {"MinLength", "minimum length {0}."}, {"MaxLength", "maximum length {0}."}, {"MinDigits", "must contain at least {0} numerical digits."},
        {"MinLowerCaseChars", "must contain at least {0} lower case characters."}, {"MinUpperCaseChars", "must contain at least {0} upper case characters."},
        {"MinSpecialChars", "must contain at least {0} special characters."}, {"NotUsername", "must not be equal to the username."},
        {"NotContainsUsername", "Can not contain the username."}, {"NotEmail", "must not be equal to the email."},
        {"RegexPattern", "fails to match regex pattern(s)."}, {"Blacklisted", "password is not allowed."},
        {"History", "must not be equal to any of last {0} passwords."}, {"Generic", "new password doesn''t match password policies."},
    };

    private Texts() {
    }

    static Properties english() {
        Properties texts = new Properties();
        for (String[] text : KEYCLOAK) {
            texts.setProperty("invalidPassword" + text[0] + "Message", "Invalid password: " + text[1]);
        }
        try (var file = Texts.class.getResourceAsStream("/theme-resources/messages/messages_en.properties")) {
            texts.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return texts;
    }
}
