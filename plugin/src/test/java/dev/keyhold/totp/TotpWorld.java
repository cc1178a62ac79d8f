package dev.keyhold.totp;

import dev.keyhold.factors.Factors;
import dev.keyhold.factors.Preference;
import dev.keyhold.reauthentication.Grants;
import dev.keyhold.reauthentication.Proofs;
import dev.keyhold.reauthentication.TestGrants;
import dev.keyhold.securitylog.SecurityEvent;
import dev.keyhold.securitylog.SecurityLog;
import dev.keyhold.testing.EnrolmentWorld;
import dev.keyhold.testing.Stub;
import dev.keyhold.testing.TestDatabase;
import org.keycloak.models.OTPPolicy;
import org.keycloak.models.RealmModel;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.UserCredentialModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.utils.CredentialValidation;
import org.keycloak.models.utils.TimeBasedOTP;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A user with authenticator apps, and the room that enrols them. */
final class TotpWorld extends EnrolmentWorld {
    static final String SECRET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    static final List<Class<?>> ENTITIES = Stream.concat(TestGrants.entities().stream(), Stream.of(SecurityEvent.class, Preference.class)).toList();

    /** Codes that Keycloak takes no more; that is never undone. */
    final Set<String> burned = new HashSet<>();
    OTPPolicy policy = OTPPolicy.DEFAULT_POLICY;
    String displayName;

    TotpWorld(TestDatabase database) {
        super(database, List.of(TotpAuthenticatorFactory.ID));
    }

    /** The code that an app of this secret shows now, under the policy of now. */
    String code(String secret) {
        return new TimeBasedOTP(policy.getAlgorithm(), policy.getDigits(), policy.getPeriod(), 1)
            .generateTOTP(new TotpPolicy(policy).credential("any", secret).getDecodedSecret());
    }

    void has(String id, String label) {
        OTPCredentialModel app = new TotpPolicy(policy).credential(id, SECRET);
        app.setUserLabel(label);
        app.setCreatedDate(clock.millis() - 60_000);
        credentials.add(app);
    }

    TotpView view() {
        return database.run(em -> (TotpView) room().read(caller(session())));
    }

    @Override
    protected TotpRoom room() {
        SecurityLog log = new SecurityLog(clock);
        TotpFactor totp = new TotpFactor();
        Grants grants = new Grants(clock, new Proofs(clock, log, session -> database, List.of(totp), List.of()));
        return new TotpRoom(grants, new Factors(clock, List.of(totp)), this::firstCodes, log);
    }

    @Override
    protected Stub<RealmModel> withPolicy(Stub<RealmModel> realm) {
        return realm.with("getDisplayName", displayName).with("getOTPPolicy", policy);
    }

    @Override
    protected Map<String, String> words() {
        return Map.of("keyholdTotpName", "Authenticator app", "bank", "Example: Bank");
    }

    @Override
    protected Stub<SubjectCredentialManager> withMore(Stub<SubjectCredentialManager> credentialManager) {
        return credentialManager.answering("isValid", inputs -> isValid((UserCredentialModel) ((Object[]) inputs[0])[0]));
    }

    private boolean isValid(UserCredentialModel typed) {
        OTPCredentialModel app = credentials.stream().filter(stored -> stored.getId().equals(typed.getCredentialId())).findFirst()
            .map(OTPCredentialModel::createFromCredentialModel).orElseThrow();
        return CredentialValidation.validOTP(typed.getValue(), app, policy.getLookAheadWindow()) && burned.add(app.getId() + '.' + typed.getValue());
    }
}
