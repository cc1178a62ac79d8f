package dev.keyhold.password;

import org.keycloak.component.ComponentModel;
import org.keycloak.credential.CredentialInputUpdater;
import org.keycloak.credential.CredentialInputValidator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.storage.UserStorageProvider;
import org.keycloak.storage.UserStorageProviderFactory;

/** Stores of users beside Keycloak's own. */
final class Directories {
    private Directories() {
    }

    /** @param editMode null for a store that has no such setting */
    static ComponentModel at(PasswordWorld world, String provider, String editMode) {
        ComponentModel directory = new ComponentModel();
        directory.setName("Staff directory");
        directory.setProviderId(provider);
        if (editMode != null) {
            directory.put("editMode", editMode);
        }
        world.directory = directory;
        world.stored = false;
        return directory;
    }

    static void none(PasswordWorld world) {
        world.directory = null;
        world.stored = true;
    }

    /** Checks passwords and takes new ones. */
    interface Taking extends UserStorageProvider, CredentialInputValidator, CredentialInputUpdater {
    }

    /** Checks passwords and that is all. */
    interface Checking extends UserStorageProvider, CredentialInputValidator {
    }

    static final class Takes implements UserStorageProviderFactory<Taking> {
        @Override
        public Taking create(KeycloakSession session, ComponentModel model) {
            throw new UnsupportedOperationException("nobody asks the directory itself");
        }

        @Override
        public String getId() {
            return "takes";
        }
    }

    static final class Checks implements UserStorageProviderFactory<Checking> {
        @Override
        public Checking create(KeycloakSession session, ComponentModel model) {
            throw new UnsupportedOperationException("nobody asks the directory itself");
        }

        @Override
        public String getId() {
            return "checks";
        }
    }

    static final class UsersOnly implements UserStorageProviderFactory<UserStorageProvider> {
        @Override
        public UserStorageProvider create(KeycloakSession session, ComponentModel model) {
            throw new UnsupportedOperationException("nobody asks the directory itself");
        }

        @Override
        public String getId() {
            return "users-only";
        }
    }
}
