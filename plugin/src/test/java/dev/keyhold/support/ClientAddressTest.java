package dev.keyhold.support;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ClientAddressTest {
    @ParameterizedTest(name = "{0} is written {1}")
    @CsvSource({
        "203.0.113.9, 203.0.113.9", "0.0.0.0, 0.0.0.0",
        "0:0:0:0:0:0:0:1, ::1", "::, ::", "2001:DB8:0:0:0:0:0:7, 2001:db8::7",
        // RFC 5952 §4.2: the longest run, the first of equals, never a single group.
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1", "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1", "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "1:0:0:0:0:0:0:0, 1::", "::ffff:203.0.113.9, 203.0.113.9", "64:ff9b::203.0.113.9, 64:ff9b::cb00:7109",
    })
    void oneSpellingForEveryAddress(String text, String canonical) {
        assertThat(ClientAddress.canonical(text)).contains(canonical);
    }

    @ParameterizedTest(name = "\"{0}\" is no address")
    @ValueSource(strings = {"", " ", "localhost", "example.org", "1", "1.2", "1.2.3", "256.1.1.1", "01.2.3.4", "1.2.3.4.5", "1.2.3.4, 5.6.7.8", "1.2.3.4:80",
        "[::1]", "fe80::1%eth0", ":::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "g::1", "::1\n", "a.b", "abc", "dead.beef"})
    void namesPortsAndShortFormsAreRefused(String text) {
        assertThat(ClientAddress.canonical(text)).isEmpty();
    }

    @Test
    void nothingIsNoAddress() {
        assertThat(ClientAddress.canonical(null)).isEmpty();
    }
}
