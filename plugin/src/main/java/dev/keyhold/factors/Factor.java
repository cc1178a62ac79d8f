package dev.keyhold.factors;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** One kind of factor. Every room that has one registers it, and everything that concerns all factors asks only these. */
public interface Factor {
    /** The kind in one word, as in {@code password} or {@code totp}. */
    String word();

    /** Whether the user has it and Keycloak can check it now. */
    boolean isEnrolled(KeycloakSession keycloak, RealmModel realm, UserModel user);

    /** How many of them the realm's bound browser flow accepts now as second factor; 0 for a kind that is none, as passwords and recovery codes. */
    int secondFactors(KeycloakSession keycloak, RealmModel realm, UserModel user);
}
