package dev.keyhold.recoverycodes;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class Argon2HashTest {
    private final Argon2Hash hash = new Argon2Hash();

    /** The value is what OpenSSL makes of the same. */
    @Test
    void isArgon2idWithTheCostOfAPassword() {
        assertThat(hash.of("7km2xqhd4wzsp9fa3v", "000102030405060708090a0b0c0d0e0f"))
            .isEqualTo("9969f316547b7d6bd2458b3c34a5a658062d48eae4c23d518e8bc3f03eeb9522");
    }

    @Test
    void theSaltMattersAndIsNewForEachSet() {
        String one = hash.salt();
        String other = hash.salt();
        assertThat(one).isNotEqualTo(other).matches("[0-9a-f]{32}");
        assertThat(hash.of("7km2xqhd4wzsp9fa3v", one)).isNotEqualTo(hash.of("7km2xqhd4wzsp9fa3v", other)).matches("[0-9a-f]{64}");
    }
}
