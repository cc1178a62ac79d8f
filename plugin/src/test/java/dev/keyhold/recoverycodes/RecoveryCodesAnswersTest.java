package dev.keyhold.recoverycodes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyhold.support.Json;
import dev.keyhold.testing.Golden;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The answers of this room have exactly the shapes that the bridge expects. */
class RecoveryCodesAnswersTest {
    @Test
    void newCodes() {
        JsonNode golden = Golden.read("recovery-codes/generated");
        List<String> codes = new ArrayList<>();
        golden.get("codes").forEach(code -> codes.add(code.asText()));
        assertThat(codes).hasSize(CodeSet.SIZE).allSatisfy(code -> assertThat(CodeText.read(code).map(CodeText::shown)).contains(code));
        assertThat(json(new CodeStore.Made(golden.get("set").asText(), codes, true))).isEqualTo(golden);
    }

    @Test
    void theSection() {
        List<RecoveryCode> codes = new ArrayList<>();
        for (int i = 0; i < CodeSet.SIZE; i++) {
            codes.add(code("2026-11-23T09:00:00Z"));
        }
        use(codes.get(3), "2026-11-23T10:00:00Z", null, null, null, "unknown");
        use(codes.get(7), "2026-11-23T10:30:00Z", "2001:db8::7", "Mobile Safari", "iOS", "mobile");
        assertThat(json(RecoveryCodesView.of(new CodeSet(codes), true))).isEqualTo(Golden.read("recovery-codes/active"));
        assertThat(json(RecoveryCodesView.none(true))).isEqualTo(Golden.read("recovery-codes/none"));
        assertThat(json(RecoveryCodesView.none(false))).isEqualTo(Golden.read("recovery-codes/off"));
        assertThat(json(RecoveryCodesView.of(new KeycloakCredentials.Stock(12, 5, Instant.parse("2026-10-01T00:00:00Z").toEpochMilli()))))
            .isEqualTo(Golden.read("recovery-codes/stock"));
    }

    @Test
    void refusals() {
        assertThat(json(RecoveryCodesProblems.codeRefused())).isEqualTo(Golden.read("recovery-codes/code-refused"));
        assertThat(json(RecoveryCodesProblems.sectionOff())).isEqualTo(Golden.read("recovery-codes/section-off"));
    }

    private static RecoveryCode code(String createdAt) {
        RecoveryCode code = new RecoveryCode();
        code.setId = "set";
        code.state = RecoveryCode.ACTIVE;
        code.createdAt = Instant.parse(createdAt).toEpochMilli();
        code.confirmedAt = code.createdAt;
        return code;
    }

    private static void use(RecoveryCode code, String at, String address, String browser, String os, String type) {
        code.usedAt = Instant.parse(at).toEpochMilli();
        code.address = address;
        code.browser = browser;
        code.os = os;
        code.deviceType = type;
    }

    private static JsonNode json(Object answer) {
        return Golden.parse(Json.write(answer));
    }
}
