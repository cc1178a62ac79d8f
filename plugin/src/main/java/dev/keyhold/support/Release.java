package dev.keyhold.support;

import org.keycloak.common.Version;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Properties;

/**
 * Which Keyhold this is, which Keycloak it runs in, and the floor: the oldest Keycloak whose known holes do not undo what
 * Keyhold promises. Below the floor it says so and works all the same.
 */
public final class Release {
    public static final String NAME = "keyhold";
    public static final String FLOOR = "26.7.5";

    private Release() {
    }

    public static String version() {
        try (InputStream file = Release.class.getResourceAsStream("/keyhold.properties")) {
            Properties properties = new Properties();
            properties.load(file);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new IllegalStateException("keyhold.properties cannot be read from the JAR", e);
        }
    }

    public static String keycloak() {
        return Version.VERSION;
    }

    public static boolean isBelowFloor() {
        return isBelow(keycloak(), FLOOR);
    }

    /** What Keycloak's server info shows about this JAR. */
    public static Map<String, String> operationalInfo() {
        return Map.of("keyhold-version", version(), "keycloak-floor", FLOOR, "keycloak-below-floor", String.valueOf(isBelowFloor()));
    }

    /** Compares dotted numbers; what follows a number (a suffix such as {@code -SNAPSHOT}) does not count. */
    static boolean isBelow(String version, String floor) {
        String[] ours = version.split("\\.");
        String[] least = floor.split("\\.");
        for (int i = 0; i < least.length; i++) {
            int difference = number(ours, i) - number(least, i);
            if (difference != 0) {
                return difference < 0;
            }
        }
        return false;
    }

    private static int number(String[] pieces, int index) {
        String digits = index < pieces.length ? pieces[index].replaceFirst("^(\\d{0,9}).*$", "$1") : "";
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }
}
