package dev.keyhold.password;

import dev.keyhold.support.Caller;
import dev.keyhold.support.Json;
import org.keycloak.common.util.reflections.Types;
import org.keycloak.component.ComponentModel;
import org.keycloak.credential.CredentialInputUpdater;
import org.keycloak.credential.CredentialInputValidator;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.FederatedIdentityModel;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.LDAPConstants;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.storage.UserStorageProvider;
import org.keycloak.storage.UserStorageProvider.EditMode;
import org.keycloak.storage.UserStorageProviderFactory;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a user's password is kept and whether it can be changed there. Asks no directory: what it tells stands in Keycloak.
 *
 * @param provider the name of the directory or identity provider that keeps it; null when Keycloak does or nobody
 * @param changedAt null when it is not kept in Keycloak
 * @param isWrittenThrough whether a new one goes to a directory and nowhere else
 * @param hasOwnRules whether that directory takes new ones by rules of its own instead of the realm's
 */
record PasswordPlace(State state, String provider, Instant changedAt, boolean isWrittenThrough, boolean hasOwnRules) {
    enum State {
        SET("set"), MISSING("missing"), ELSEWHERE("elsewhere"), READ_ONLY("read-only");

        private final String word;

        State(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    static PasswordPlace of(Caller caller) {
        SubjectCredentialManager credentials = caller.user().credentialManager();
        if (!credentials.isConfiguredFor(PasswordCredentialModel.TYPE)) {
            return brokered(caller).map(name -> new PasswordPlace(State.ELSEWHERE, name, null, false, false))
                .orElseGet(() -> new PasswordPlace(State.MISSING, null, null, false, false));
        }
        Optional<CredentialModel> stored = credentials.getStoredCredentialsByTypeStream(PasswordCredentialModel.TYPE).findFirst();
        Instant changedAt = stored.map(CredentialModel::getCreatedDate).map(Instant::ofEpochMilli).orElse(null);
        ComponentModel directory = caller.user().isFederated() ? caller.realm().getComponent(caller.user().getFederationLink()) : null;
        if (directory == null) {
            return new PasswordPlace(State.SET, null, changedAt, false, false);
        }
        if (!isWritable(caller, directory)) {
            return new PasswordPlace(State.READ_ONLY, directory.getName(), null, false, false);
        }
        EditMode mode = editMode(directory);
        if (mode == EditMode.WRITABLE) {
            return new PasswordPlace(State.SET, directory.getName(), null, true, !directory.get(LDAPConstants.VALIDATE_PASSWORD_POLICY, false));
        }
        // The others keep at most the first password: where Keycloak has one, that is the one that counts.
        return new PasswordPlace(State.SET, stored.isPresent() ? null : directory.getName(), changedAt, false, false);
    }

    PasswordView view() {
        return new PasswordView(state.word(), changedAt == null ? null : Json.time(changedAt), provider);
    }

    // A store that checks passwords and takes none would go on taking the old one beside a new one of Keycloak's.
    private static boolean isWritable(Caller caller, ComponentModel directory) {
        EditMode mode = editMode(directory);
        if (mode != null) {
            return mode != EditMode.READ_ONLY;
        }
        ProviderFactory<?> factory = caller.keycloak().getKeycloakSessionFactory().getProviderFactory(UserStorageProvider.class, directory.getProviderId());
        return factory != null && (supports(CredentialInputUpdater.class, factory) || !supports(CredentialInputValidator.class, factory));
    }

    private static boolean supports(Class<?> ability, ProviderFactory<?> factory) {
        return Types.supports(ability, factory, UserStorageProviderFactory.class);
    }

    /** Null for a store that has no such setting. */
    private static EditMode editMode(ComponentModel directory) {
        String mode = directory.get(LDAPConstants.EDIT_MODE);
        try {
            return mode == null ? null : EditMode.valueOf(mode);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Optional<String> brokered(Caller caller) {
        return caller.keycloak().users().getFederatedIdentitiesStream(caller.realm(), caller.user())
            .map(FederatedIdentityModel::getIdentityProvider)
            .map(alias -> caller.keycloak().identityProviders().getByAlias(alias))
            .filter(Objects::nonNull)
            .map(PasswordPlace::nameOf)
            .sorted().findFirst();
    }

    // "${…}" is a key into Keycloak's own texts, no name.
    private static String nameOf(IdentityProviderModel provider) {
        String name = provider.getDisplayName();
        return name == null || name.isBlank() || name.startsWith("${") ? provider.getAlias() : name;
    }
}
