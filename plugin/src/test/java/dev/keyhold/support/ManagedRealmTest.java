package dev.keyhold.support;

import dev.keyhold.testing.Stub;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.models.RealmModel;

import java.net.URI;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class ManagedRealmTest {
    @Test
    void knowsTheDeclaredPage() {
        assertThat(pageUrl("https://account.example.com/")).contains(URI.create("https://account.example.com/"));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"javascript:alert(1)", "https://", "https://a b", "https://[", "https://a/%zz", "https://a/{room}", "https://a:b:c/|", "http://^"})
    void whatNoBrowserCouldGoToIsNotDeclared(String declared) {
        assertThat(pageUrl(declared)).isEmpty();
    }

    private static Optional<URI> pageUrl(String declared) {
        return ManagedRealm.pageUrl(Stub.of(RealmModel.class).with("getAttribute", declared).make());
    }
}
