package dev.keyhold.support;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An IP address in its one canonical spelling: dotted IPv4 (also for IPv4-mapped IPv6), else RFC 5952. Names, ports, zones and
 * abbreviated IPv4 are no addresses; nothing is ever looked up.
 */
public final class ClientAddress {
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern V4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern V6 = Pattern.compile("(?=.*:)[0-9A-Fa-f:.]{2,45}");

    private ClientAddress() {
    }

    public static Optional<String> canonical(String text) {
        if (text == null) {
            return Optional.empty();
        }
        if (V4.matcher(text).matches()) {
            return Optional.of(text);
        }
        if (!V6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            // With a colon in it the text is parsed as a literal; a name service is never asked.
            InetAddress address = InetAddress.getByName(text);
            return Optional.of(address instanceof Inet4Address ? address.getHostAddress() : shortForm(address.getAddress()));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    // RFC 5952 §4: lower case, no leading zeros, the longest run of two or more zero groups (the first of equals) becomes "::".
    private static String shortForm(byte[] bytes) {
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = (bytes[2 * i] & 0xff) << 8 | bytes[2 * i + 1] & 0xff;
        }
        int gap = -1;
        int gapLength = 1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && groups[end] == 0) {
                end++;
            }
            if (end - i > gapLength) {
                gap = i;
                gapLength = end - i;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == gap) {
                text.append("::");
                i += gapLength - 1;
            } else {
                if (text.length() > 0 && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                text.append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}
