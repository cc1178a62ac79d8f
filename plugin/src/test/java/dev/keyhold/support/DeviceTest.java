package dev.keyhold.support;

import org.junit.jupiter.api.Test;
import org.keycloak.representations.account.DeviceRepresentation;

import static org.assertj.core.api.Assertions.assertThat;

class DeviceTest {
    @Test
    void namesBrowserAndSystemWithoutVersions() {
        assertThat(device("Chrome/130.0.0", "Linux", "Other", false)).isEqualTo(new Device("Chrome", "Linux", "desktop"));
    }

    @Test
    void aPhoneIsMobile() {
        assertThat(device("Mobile Safari/17.4", "iOS", "iPhone", true)).isEqualTo(new Device("Mobile Safari", "iOS", "mobile"));
    }

    @Test
    void scriptsAndCrawlersAreOther() {
        assertThat(device("Python-urllib/3.11", "Other", "Spider", false)).isEqualTo(new Device("Python-urllib", null, "other"));
        assertThat(device("curl/8.5.0", "Other", "Other", false)).isEqualTo(new Device("curl", null, "other"));
    }

    @Test
    void nothingKnownIsUnknown() {
        assertThat(Device.of(null)).isEqualTo(Device.UNKNOWN);
        assertThat(Device.of(DeviceRepresentation.unknown())).isEqualTo(Device.UNKNOWN);
        assertThat(device("Other/Unknown", "Other", "Other", false)).isEqualTo(Device.UNKNOWN);
    }

    private static Device device(String browser, String os, String device, boolean mobile) {
        DeviceRepresentation parsed = new DeviceRepresentation();
        parsed.setBrowser(browser);
        parsed.setOs(os);
        parsed.setDevice(device);
        parsed.setMobile(mobile);
        return Device.of(parsed);
    }
}
