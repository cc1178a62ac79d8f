package dev.keyhold.pin;

import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.models.PasswordPolicy;
import org.keycloak.models.credential.PasswordCredentialModel;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A cheap hash in Argon2's place that counts how often something was compared. */
final class CountedArgon2 implements PasswordHashProvider {
    final AtomicInteger compared = new AtomicInteger();
    /** Done in the middle of a comparison. */
    Runnable meanwhile = () -> {
    };

    @Override
    public PasswordCredentialModel encodedCredential(String text, int iterations) {
        return PasswordCredentialModel.createFromValues("argon2", "salt".getBytes(StandardCharsets.UTF_8), 5, Map.of(), "hash of " + text);
    }

    @Override
    public boolean verify(String text, PasswordCredentialModel hash) {
        compared.incrementAndGet();
        meanwhile.run();
        return hash.getPasswordSecretData().getValue().equals("hash of " + text);
    }

    @Override
    public boolean policyCheck(PasswordPolicy policy, PasswordCredentialModel hash) {
        return true;
    }

    @Override
    public void close() {
    }
}
