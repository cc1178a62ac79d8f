package dev.keyhold.password;

import dev.keyhold.support.Caller;
import dev.keyhold.support.Device;
import dev.keyhold.testing.People;
import dev.keyhold.testing.Stub;
import org.keycloak.credential.CredentialModel;
import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.PasswordPolicy;
import org.keycloak.models.RealmModel;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.ThemeManager;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.policy.PasswordPolicyProvider;
import org.keycloak.policy.PasswordPolicyProviderFactory;
import org.keycloak.policy.PolicyError;
import org.keycloak.provider.Provider;
import org.keycloak.theme.Theme;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A realm with a password policy, checked by Keycloak's own providers, and alice, who has had some passwords there. */
final class Policy {
    /** Every rule that Keycloak has, and one of an extension. */
    private final Map<String, PasswordPolicyProviderFactory> factories = new HashMap<>();
    final Properties texts = Texts.english();
    final AtomicInteger hashes = new AtomicInteger();
    String extensionSays = "This one was leaked.";
    /** The current one first. */
    List<String> passwords = List.of("old one", "older one");
    private final KeycloakSession keycloak;
    private RealmModel realm;

    Policy(String policy) {
        ServiceLoader.load(PasswordPolicyProviderFactory.class).forEach(factory -> factories.put(factory.getId(), factory));
        factories.put("breachedPassword", extension());
        KeycloakContext context = Stub.of(KeycloakContext.class).answering("getRealm", none -> realm).with("resolveLocale", Locale.ENGLISH).make();
        KeycloakSessionFactory factory = Stub.of(KeycloakSessionFactory.class).answering("getProviderFactory", type -> factories.get((String) type[1])).make();
        keycloak = Stub.of(KeycloakSession.class).with("getContext", context).with("getKeycloakSessionFactory", factory)
            .answering("getProvider", this::provider)
            .with("theme", Stub.of(ThemeManager.class).with("getTheme", Stub.of(Theme.class).with("getEnhancedMessages", texts).make()).make()).make();
        change(policy);
    }

    /** An administrator sets another policy. */
    void change(String policy) {
        PasswordPolicy parsed = PasswordPolicy.parse(keycloak, policy);
        realm = Stub.of(RealmModel.class).with("getId", "realm").with("getName", "demo").with("getPasswordPolicy", parsed).make();
    }

    KeycloakSession keycloak() {
        return keycloak;
    }

    RealmModel realm() {
        return realm;
    }

    UserModel alice() {
        SubjectCredentialManager credentials = Stub.of(SubjectCredentialManager.class)
            .answering("getStoredCredentialsByTypeStream", types -> stored((String) types[0])).make();
        return People.alice().with("credentialManager", credentials).make();
    }

    RealmRules rules() {
        Caller caller = new Caller(keycloak, realm, alice(), null, null, () -> Device.UNKNOWN);
        return RealmRules.of(caller, new PasswordPlace(PasswordPlace.State.SET, null, null, false, false));
    }

    private Stream<CredentialModel> stored(String type) {
        List<CredentialModel> all = new ArrayList<>();
        for (int i = 0; i < passwords.size(); i++) {
            PasswordCredentialModel one = PasswordCredentialModel.createFromValues("plain", new byte[0], 1, passwords.get(i));
            one.setId("password-" + i);
            one.setType(i == 0 ? PasswordCredentialModel.TYPE : PasswordCredentialModel.PASSWORD_HISTORY);
            one.setCreatedDate(System.currentTimeMillis() - i * 1000L);
            all.add(one);
        }
        return all.stream().filter(one -> one.getType().equals(type));
    }

    private Provider provider(Object[] asked) {
        if (asked[0] == PasswordHashProvider.class) {
            return Stub.of(PasswordHashProvider.class).answering("verify", arguments -> {
                hashes.incrementAndGet();
                return ((PasswordCredentialModel) arguments[1]).getPasswordSecretData().getValue().equals(arguments[0]);
            }).make();
        }
        PasswordPolicyProviderFactory factory = factories.get((String) asked[1]);
        return factory == null ? null : factory.create(keycloak);
    }

    private PasswordPolicyProviderFactory extension() {
        PasswordPolicyProvider provider = Stub.of(PasswordPolicyProvider.class).answering("parseConfig", values -> values[0])
            .answering("validate", arguments -> arguments[2].equals("leaked") ? new PolicyError(extensionSays, "x") : null).make();
        return Stub.of(PasswordPolicyProviderFactory.class).with("create", provider).with("getId", "breachedPassword")
            .with("getDisplayName", "Not in any known leak").make();
    }
}
