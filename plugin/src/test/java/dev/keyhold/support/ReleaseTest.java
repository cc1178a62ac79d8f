package dev.keyhold.support;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ReleaseTest {
    @ParameterizedTest(name = "{0} below 26.7.5: {1}")
    @CsvSource({"26.7.5, false", "26.7.4, true", "26.7.10, false", "26.8.0, false", "26.8, false", "27, false", "26.6.9, true", "26.7.4-SNAPSHOT, true", "999.0.0-SNAPSHOT, false", "x, true"})
    void comparesNumbersNotText(String version, boolean below) {
        assertThat(Release.isBelow(version, "26.7.5")).isEqualTo(below);
    }

    @Test
    void theVersionIsFilledInByTheBuild() {
        assertThat(Release.version()).matches("\\d+\\.\\d+\\.\\d+.*");
    }

    @Test
    void serverInfoTellsVersionAndFloor() {
        assertThat(Release.operationalInfo()).containsEntry("keyhold-version", Release.version()).containsEntry("keycloak-floor", Release.FLOOR)
            .containsEntry("keycloak-below-floor", String.valueOf(Release.isBelowFloor()));
    }
}
