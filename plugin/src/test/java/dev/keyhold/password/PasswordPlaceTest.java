package dev.keyhold.password;

import dev.keyhold.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.FederatedIdentityModel;
import org.keycloak.models.IdentityProviderModel;

import static org.assertj.core.api.Assertions.assertThat;

/** Where a password is kept, as the page tells it. */
class PasswordPlaceTest {
    private static final String CHANGED = "2026-11-23T08:59:00Z";
    private static TestDatabase database;

    private final PasswordWorld world = new PasswordWorld(database);

    @BeforeAll
    static void open() {
        database = TestDatabase.open("META-INF/keyhold-changelog.xml", PasswordWorld.ENTITIES);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void inKeycloak() {
        assertThat(world.view()).isEqualTo(new PasswordView("set", CHANGED, null));
    }

    @Test
    void withAnIdentityProvider() {
        world.password = null;
        assertThat(world.view()).isEqualTo(new PasswordView("missing", null, null));
        broker("city", "City ID");
        assertThat(world.view()).isEqualTo(new PasswordView("elsewhere", null, "City ID"));
        world.identityProviders.get(0).setDisplayName("${cityId}");
        assertThat(world.view().provider()).isEqualTo("city");
    }

    @Test
    void anIdentityProviderBesideAPasswordChangesNothing() {
        broker("city", "City ID");
        assertThat(world.view()).isEqualTo(new PasswordView("set", CHANGED, null));
    }

    @Test
    void anIdentityProviderThatIsGoneKeepsNothing() {
        world.password = null;
        broker("city", "City ID");
        world.identityProviders.clear();
        assertThat(world.view().state()).isEqualTo("missing");
    }

    @Test
    void inADirectoryByItsEditMode() {
        Directories.at(world, "ldap", "READ_ONLY");
        assertThat(world.view()).isEqualTo(new PasswordView("read-only", null, "Staff directory"));
        Directories.at(world, "ldap", "WRITABLE");
        assertThat(world.view()).isEqualTo(new PasswordView("set", null, "Staff directory"));
        Directories.at(world, "ldap", "UNSYNCED");
        assertThat(world.view()).isEqualTo(new PasswordView("set", null, "Staff directory"));
    }

    @Test
    void aPasswordThatADirectoryDidNotGetIsKeycloaks() {
        Directories.at(world, "ldap", "UNSYNCED");
        world.stored = true;
        assertThat(world.view()).isEqualTo(new PasswordView("set", CHANGED, null));
    }

    /** Threat: beside a new password in Keycloak the old one goes on working, since the store still takes it. Bound: no change there. */
    @Test
    void aStoreThatChecksPasswordsAndTakesNoneIsReadOnly() {
        Directories.at(world, "checks", null);
        world.directoryFactory = new Directories.Checks();
        assertThat(world.view().state()).isEqualTo("read-only");
        world.stored = true;
        assertThat(world.view()).isEqualTo(new PasswordView("read-only", null, "Staff directory"));
        Directories.at(world, "takes", null);
        world.directoryFactory = new Directories.Takes();
        assertThat(world.view().state()).isEqualTo("set");
        Directories.at(world, "users-only", "no such mode");
        world.directoryFactory = new Directories.UsersOnly();
        world.stored = true;
        assertThat(world.view()).isEqualTo(new PasswordView("set", CHANGED, null));
        world.directoryFactory = null;
        assertThat(world.view().state()).isEqualTo("read-only");
    }

    /** Threat: the old password, once kept in Keycloak, goes on signing in beside the directory's new one. */
    @Test
    void aPasswordThatKeycloakStillHasGoesWhenTheDirectoryGetsTheNewOne() {
        Directories.at(world, "ldap", "WRITABLE");
        world.stored = true;
        assertThat(world.view()).isEqualTo(new PasswordView("set", null, "Staff directory"));
        assertThat(world.change("right", "better").status()).isEqualTo(200);
        assertThat(world.stored).isFalse();
    }

    /** Keycloak asks the realm's rules of a writable directory only where the administrator wants it. */
    @Test
    void aWritableDirectoryHasItsOwnRulesUnlessTheRealmsAreWantedToo() {
        ComponentModel directory = Directories.at(world, "ldap", "WRITABLE");
        assertThat(world.change("right", "abc").status()).isEqualTo(200);
        directory.put("validatePasswordPolicy", "true");
        assertThat(world.change("abc", "x").status()).isEqualTo(422);
        directory.put("editMode", "UNSYNCED");
        directory.put("validatePasswordPolicy", "false");
        assertThat(world.change("abc", "x").status()).isEqualTo(422);
    }

    private void broker(String alias, String name) {
        world.brokers.add(new FederatedIdentityModel(alias, "4711", "alice@city.example"));
        IdentityProviderModel provider = new IdentityProviderModel();
        provider.setAlias(alias);
        provider.setDisplayName(name);
        world.identityProviders.add(provider);
    }
}
