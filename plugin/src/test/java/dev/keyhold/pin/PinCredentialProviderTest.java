package dev.keyhold.pin;

import dev.keyhold.testing.Stub;
import org.junit.jupiter.api.Test;
import org.keycloak.credential.CredentialModel;
import org.keycloak.credential.CredentialTypeMetadata;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.UserCredentialModel;
import org.keycloak.models.UserModel;

import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PinCredentialProviderTest {
    private String managed = "true";

    /** Threat: the admin API, or an import, gives a user a PIN that somebody else knows. */
    @Test
    void nobodyElseMakesOne() {
        assertThatThrownBy(() -> provider().createCredential(realm(), user(), new CredentialModel())).isInstanceOf(ModelException.class);
    }

    /** Threat: a check that nobody counts, as Keycloak's own flows and grants would make it. */
    @Test
    void itIsNotCheckedWhereNobodyCounts() {
        assertThat(provider().isValid(realm(), user(), new UserCredentialModel("id", StoredPin.TYPE, "839274"))).isFalse();
    }

    @Test
    void itIsNoSecondFactorAndNobodyElseRemovesIt() {
        CredentialTypeMetadata metadata = provider().getCredentialTypeMetadata(null);
        assertThat(metadata.getCategory()).isNotEqualTo(CredentialTypeMetadata.Category.TWO_FACTOR);
        assertThat(metadata.isRemoveable()).isFalse();
        assertThat(metadata.getCreateAction()).isNull();
    }

    @Test
    void itIsThereInManagedRealmsOnly() {
        assertThat(provider().supportsCredentialType(StoredPin.TYPE)).isTrue();
        assertThat(provider().supportsCredentialType("password")).isFalse();
        assertThat(provider().isConfiguredFor(realm(), user(), StoredPin.TYPE)).isTrue();
        managed = null;
        assertThat(provider().supportsCredentialType(StoredPin.TYPE)).isFalse();
        assertThat(provider().isConfiguredFor(realm(), user(), StoredPin.TYPE)).isFalse();
    }

    private PinCredentialProvider provider() {
        KeycloakSession keycloak = Stub.of(KeycloakSession.class).with("getContext", Stub.of(KeycloakContext.class).with("getRealm", realm()).make())
            .with("getProvider", null).make();
        return new PinCredentialProvider(keycloak, Peppers.NONE);
    }

    private RealmModel realm() {
        return Stub.of(RealmModel.class).with("getAttribute", managed).answering("getRequiredActionProvidersStream", none -> Stream.empty()).make();
    }

    private static UserModel user() {
        return Stub.of(UserModel.class).with("credentialManager", Stub.of(SubjectCredentialManager.class)
            .answering("getStoredCredentialsByTypeStream", types -> Stream.of(new CredentialModel())).make()).make();
    }
}
