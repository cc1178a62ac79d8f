package dev.keyhold.support;

import org.keycloak.representations.account.DeviceRepresentation;

/**
 * The words for a device that a user recognises, from Keycloak's own parsing of the user agent: browser and operating system
 * without versions, each null when not known.
 *
 * @param type {@code desktop}, {@code mobile}, {@code other} (scripts and crawlers) or {@code unknown}
 */
public record Device(String browser, String os, String type) {
    public static final Device UNKNOWN = new Device(null, null, "unknown");

    /** @param parsed what Keycloak remembered or parsed; null means nothing is known. */
    public static Device of(DeviceRepresentation parsed) {
        if (parsed == null) {
            return UNKNOWN;
        }
        String browser = known(withoutVersion(parsed.getBrowser()));
        String os = known(parsed.getOs());
        return new Device(browser, os, type(parsed, browser, os));
    }

    private static String type(DeviceRepresentation parsed, String browser, String os) {
        if ("Spider".equals(parsed.getDevice())) {
            return "other";
        }
        if (parsed.isMobile()) {
            return "mobile";
        }
        if (os != null) {
            return "desktop";
        }
        return browser != null ? "other" : "unknown";
    }

    private static String withoutVersion(String browser) {
        int slash = browser == null ? -1 : browser.indexOf('/');
        return slash < 0 ? browser : browser.substring(0, slash);
    }

    private static String known(String word) {
        return word == null || word.isBlank() || word.equals("Other") || word.equals(DeviceRepresentation.UNKNOWN) ? null : word;
    }
}
