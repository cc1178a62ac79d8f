package dev.keyhold.support;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TextTest {
    @Test
    void keepsWhatFits() {
        assertThat(Text.cut("Firefox", 7)).isEqualTo("Firefox");
        assertThat(Text.cut(null, 7)).isNull();
    }

    @Test
    void cutsWhatDoesNot() {
        assertThat(Text.cut("x".repeat(600), 255)).hasSize(255);
    }

    @Test
    void neverCutsACharacterInHalf() {
        assertThat(Text.cut("ab😀", 3)).isEqualTo("ab");
    }

    @Test
    void controlCharactersBecomeSpaces() {
        assertThat(Text.cut("a\0b\nc\u0085d", 9)).isEqualTo("a b c d");
    }
}
