package dev.keyhold.totp;

import dev.keyhold.factors.Label;
import dev.keyhold.support.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What people and the bridge send: codes, names, secrets. */
class TypedTest {
    @Test
    void spacesInACodeAreLetGo() {
        assertThat(TypedCode.read("123 456")).contains("123456");
        assertThat(TypedCode.read(" 1234\u00a05678\u2009")).contains("12345678");
        assertThat(TypedCode.read("12345")).contains("12345");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "12345a", "１２３４５６", "١٢٣٤٥٦", "123-456", "-12345", "12345678901234567"})
    void whatHasOtherThanDigitsIsNoCode(String typed) {
        assertThat(TypedCode.read(typed)).isEmpty();
        assertThat(TypedCode.read(null)).isEmpty();
    }

    @Test
    void aVeryLongTextIsNoCode() {
        assertThat(TypedCode.read("1" + " ".repeat(10_000))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<b>Phone</b>", "Büro & \"x\"", "手机", "📱", "a\u202eb"})
    void anyLineOfTextIsAName(String label) {
        assertThat(Label.read("  " + label + " ")).isEqualTo(label);
    }

    @Test
    void anEmptyNameIsNone() {
        assertThat(Label.read(null)).isEmpty();
        assertThat(Label.read(" \u2003 ")).isEmpty();
    }

    @Test
    void aNameHas255CharactersAtMost() {
        assertThat(Label.read("é".repeat(255))).hasSize(255);
        assertThatThrownBy(() -> Label.read("é".repeat(256))).isInstanceOf(ProblemException.class);
        // Two units each where the column counts units: cut between characters.
        assertThat(Label.read("😀".repeat(255))).isEqualTo("😀".repeat(127));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\u0000b", "a\u0085b", "a\ud83d", "\ude00a"})
    void aNameHasNoControlCharactersAndNoHalfCharacters(String label) {
        assertThatThrownBy(() -> Label.read(label)).isInstanceOf(ProblemException.class);
    }

    @Test
    void aNameThatIsMadeIsFree() {
        assertThat(Label.free("App", List.of())).isEqualTo("App");
        assertThat(Label.free("App", List.of("APP", "App 2", "app 4"))).isEqualTo("App 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ABCDEFGHIJKLMNOPQRSTUVWXYZ", "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"})
    void aSecretHas128BitsOrMore(String secret) {
        assertThat(TotpSecret.isGood(secret)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ABCDEFGHIJKLMNOPQRSTUVWX", "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXY0", "ABCDEFGHIJKLMNOPQRSTUVWXYZ2", "ABCDEFGHIJKLMNOPQRSTUVWXYZ======"})
    void lessAndWhatIsNoBase32IsNone(String secret) {
        assertThat(TotpSecret.isGood(secret)).isFalse();
        assertThat(TotpSecret.isGood(null)).isFalse();
        assertThat(TotpSecret.isGood("A".repeat(104))).isFalse();
    }
}
