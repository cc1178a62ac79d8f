package dev.keyhold.pin;

import dev.keyhold.testing.Stub;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.Config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PeppersTest {
    private static final String SECRET = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    @Test
    void theFirstKeyIsForNewPinsAndTheOthersForTheirOwn() {
        Peppers peppers = Peppers.read("2026-11:" + SECRET + ", 2025:" + SECRET.replace('M', 'N'));
        assertThat(peppers.current()).contains("2026-11");
        assertThat(peppers.ids()).containsExactly("2026-11", "2025");
        assertThat(peppers.has("2024")).isFalse();
        assertThat(peppers.apply("2026-11", "839274")).hasSize(64).isEqualTo(Peppers.read("x:" + SECRET).apply("x", "839274"))
            .isNotEqualTo(peppers.apply("2025", "839274")).isNotEqualTo(peppers.apply("2026-11", "0839274"));
    }

    /** What {@code openssl dgst -sha256 -hmac} says. */
    @Test
    void itIsHmacWithSha256() {
        assertThat(Peppers.read("x:" + SECRET).apply("x", "839274")).isEqualTo("bdde0abc3a674d8be0767a1c9e31674234fb45c5a08e972950f771c9a10e4fa5");
    }

    @Test
    void withoutTheOptionThereIsNone() {
        assertThat(Peppers.read(null).current()).isEmpty();
        assertThat(Peppers.read(" ").current()).isEmpty();
    }

    /** Threat: a slip in the option starts a server whose hashes are worth little, or prints the key. */
    @ParameterizedTest
    @ValueSource(strings = {SECRET, "one", "one:", ":" + SECRET, "one:c2hvcnQ=", "one:?" + SECRET, "a b:" + SECRET, "one:" + SECRET + ",", "one:" + SECRET + ",one:" + SECRET,
        "a-key-id-that-is-longer-than-it-may-be:" + SECRET})
    void anOptionThatCannotBeReadStopsTheStartAndIsNotRepeated(String option) {
        assertThatThrownBy(() -> new PinCredentialProviderFactory().init(configured(option))).hasMessageContaining("spi-credential--keyhold-pin--pepper")
            .hasNoCause().extracting(Throwable::getMessage).asString().doesNotContain("MDEy").doesNotContain("c2hv");
    }

    @Test
    void onlyIdsOfKeysAreShown() {
        PinCredentialProviderFactory factory = new PinCredentialProviderFactory();
        assertThat(factory.getOperationalInfo()).containsEntry("keyhold-pin-pepper", "missing");
        factory.init(configured("one:" + SECRET + ",two:" + SECRET));
        assertThat(factory.getOperationalInfo()).containsOnlyKeys("keyhold-pin-pepper").containsEntry("keyhold-pin-pepper", "one,two");
        assertThat(Peppers.read("one:" + SECRET)).hasToString("Peppers[one]");
        assertThat(factory.getConfigMetadata()).singleElement().satisfies(option -> assertThat(option.isSecret()).isTrue());
    }

    private static Config.Scope configured(String option) {
        return Stub.of(Config.Scope.class).with("get", option).make();
    }
}
