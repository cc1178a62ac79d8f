package dev.keyhold.password;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyhold.reauthentication.GrantView;
import dev.keyhold.support.Json;
import dev.keyhold.support.Problems;
import dev.keyhold.testing.Golden;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

import static dev.keyhold.password.PasswordPlace.State.ELSEWHERE;
import static dev.keyhold.password.PasswordPlace.State.MISSING;
import static dev.keyhold.password.PasswordPlace.State.READ_ONLY;
import static dev.keyhold.password.PasswordPlace.State.SET;
import static org.assertj.core.api.Assertions.assertThat;

/** The answers of this room have exactly the shapes that the bridge expects. */
class PasswordAnswersTest {
    @Test
    void theSection() {
        Instant changed = Instant.parse("2026-11-22T09:00:00.123Z");
        assertThat(view(new PasswordPlace(SET, null, changed, false, false))).isEqualTo(Golden.read("password/set"));
        assertThat(view(new PasswordPlace(SET, "Staff directory", null, true, true))).isEqualTo(Golden.read("password/set-in-directory"));
        assertThat(view(new PasswordPlace(MISSING, null, null, false, false))).isEqualTo(Golden.read("password/missing"));
        assertThat(view(new PasswordPlace(ELSEWHERE, "City ID", null, false, false))).isEqualTo(Golden.read("password/elsewhere"));
        assertThat(view(new PasswordPlace(READ_ONLY, "Staff directory", null, false, false))).isEqualTo(Golden.read("password/read-only"));
        assertThat(Golden.read("overview/overview").get("password").fieldNames()).toIterable().containsExactly("state", "changedAt", "provider");
    }

    @Test
    void rules() {
        Policy policy = new Policy("passwordAge(30) and regexPattern(^[a-z]*$) and breachedPassword(secret) and length(12) and maxLength(128)"
            + " and passwordHistory(3) and hashIterations(5) and notUsername and upperCase(1)");
        assertThat(json(new RuleView.All(policy.rules().views()))).isEqualTo(Golden.read("password/rules"));
        assertThat(json(new RuleView.All(new Policy("").rules().views()))).isEqualTo(Golden.read("password/no-rules"));
    }

    @Test
    void whatCameOfAChange() {
        GrantView grant = new GrantView("q2Zb7l0nT4eWfXyK1uJ9dC3oRsV6aHgP8mBiLtQzE5Y", "sessions.end", "", List.of("password", "totp"), "2026-11-22T09:05:00Z");
        assertThat(json(new ChangedView(3, 0, null))).isEqualTo(Golden.read("password/changed"));
        assertThat(json(new ChangedView(20, 5, grant))).isEqualTo(Golden.read("password/changed-some-remain"));
        assertThat(new ChangedView(20, 5, grant).toString()).doesNotContain("q2Zb");
    }

    @Test
    void refusals() {
        RealmRules rules = new Policy("length(12) and passwordHistory(3)").rules();
        assertThat(json(PasswordProblems.rejected(rules.broken("old one")))).isEqualTo(Golden.read("password/rejected"));
        assertThat(json(PasswordProblems.notHere(READ_ONLY))).isEqualTo(Golden.read("password/not-here"));
        assertThat(json(PasswordProblems.changedMeanwhile())).isEqualTo(Golden.read("password/changed-meanwhile"));
        assertThat(json(Problems.directoryUnavailable())).isEqualTo(Golden.read("password/directory-unavailable"));
    }

    private static JsonNode view(PasswordPlace place) {
        return json(place.view());
    }

    private static JsonNode json(Object answer) {
        return Golden.parse(Json.write(answer));
    }
}
