package dev.keyhold.recoverycodes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class CodeTextTest {
    /** Threat: codes that can be guessed. Bound: 80 bits. */
    @Test
    void aCodeHasMoreThanEightyBits() {
        double bits = CodeText.GROUPS * CodeText.GROUP * Math.log(CodeText.SYMBOLS.length()) / Math.log(2);
        assertThat(bits).isGreaterThan(80);
        assertThat(CodeText.SYMBOLS.chars().distinct().count()).isEqualTo(CodeText.SYMBOLS.length());
    }

    @Test
    void noSymbolLooksLikeAnother() {
        assertThat(CodeText.SYMBOLS).doesNotContain("0", "o", "1", "i", "l", "u").isEqualTo(CodeText.SYMBOLS.toLowerCase(java.util.Locale.ROOT));
    }

    @Test
    void everySymbolComesUpAndNoCodeTwice() {
        var codes = Stream.generate(CodeText::random).limit(1000).collect(Collectors.toSet());
        assertThat(codes).hasSize(1000);
        assertThat(String.join("", codes).chars().distinct().count()).isEqualTo(CodeText.SYMBOLS.length());
    }

    @Test
    void isShownInGroups() {
        assertThat(CodeText.shown("7km2xqhd4wzsp9fa3v")).isEqualTo("7km2xq-hd4wzs-p9fa3v");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7km2xq-hd4wzs-p9fa3v", "7KM2XQ-HD4WZS-P9FA3V", " 7km2xq hd4wzs p9fa3v\n", "7km2xqhd4wzsp9fa3v", "7km2xq–hd4wzs—p9fa3v", "7 k m 2 x q h d 4 w z s p 9 f a 3 v"})
    void caseSpacesAndHyphensDoNotMatter(String typed) {
        assertThat(CodeText.read(typed)).isEqualTo(Optional.of("7km2xqhd4wzsp9fa3v"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "7km2xq-hd4wzs-p9fa3", "7km2xq-hd4wzs-p9fa3vv", "0km2xq-hd4wzs-p9fa3v", "7km2xq_hd4wzs_p9fa3v", "７km2xq-hd4wzs-p9fa3v",
        "7km2xq-hd4wzs-p9fa3v'--", "7km2xq\u0000hd4wzsp9fa3v", "𝟕km2xqhd4wzsp9fa3v"})
    void nothingElseIsACode(String typed) {
        assertThat(CodeText.read(typed)).isEmpty();
    }

    @Test
    void nothingTypedAndFarTooMuchAreNoCodes() {
        assertThat(CodeText.read(null)).isEmpty();
        assertThat(CodeText.read("7km2xqhd4wzsp9fa3v" + " ".repeat(100_000))).isEmpty();
    }
}
