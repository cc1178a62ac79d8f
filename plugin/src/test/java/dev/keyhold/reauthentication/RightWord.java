package dev.keyhold.reauthentication;

import dev.keyhold.support.Origin;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

import java.util.concurrent.atomic.AtomicInteger;

/** A second proof that takes one word, and keeps count of how often it was asked. */
final class RightWord implements SecondProof {
    private final String word;
    private final String right;
    final AtomicInteger checks = new AtomicInteger();
    boolean possible = true;
    boolean storeIsDown;

    RightWord(String word, String right) {
        this.word = word;
        this.right = right;
    }

    @Override
    public String word() {
        return word;
    }

    @Override
    public boolean isEnrolled(KeycloakSession keycloak, RealmModel realm, UserModel user) {
        return possible;
    }

    @Override
    public int secondFactors(KeycloakSession keycloak, RealmModel realm, UserModel user) {
        return possible ? 1 : 0;
    }

    @Override
    public boolean check(KeycloakSession keycloak, RealmModel realm, UserModel user, String typed, Origin from) {
        if (storeIsDown) {
            throw new IllegalStateException("the store does not answer");
        }
        checks.incrementAndGet();
        return typed.equals(right);
    }
}
