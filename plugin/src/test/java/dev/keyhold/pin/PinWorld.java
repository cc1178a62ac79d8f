package dev.keyhold.pin;

import dev.keyhold.factors.Preference;
import dev.keyhold.reauthentication.FactorCheck;
import dev.keyhold.reauthentication.Grants;
import dev.keyhold.reauthentication.Operation;
import dev.keyhold.reauthentication.Proofs;
import dev.keyhold.reauthentication.TestGrants;
import dev.keyhold.securitylog.SecurityEvent;
import dev.keyhold.securitylog.SecurityLog;
import dev.keyhold.support.TestTree;
import dev.keyhold.testing.EnrolmentWorld;
import dev.keyhold.testing.Stub;
import dev.keyhold.testing.TestDatabase;
import org.keycloak.credential.CredentialModel;
import org.keycloak.credential.CredentialProvider;
import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.models.RealmModel;
import org.keycloak.models.SingleUseObjectProvider;
import org.keycloak.models.SubjectCredentialManager;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A user with a PIN, and the room that sets it. */
final class PinWorld extends EnrolmentWorld {
    static final List<Class<?>> ENTITIES = Stream.concat(TestGrants.entities().stream(), Stream.of(SecurityEvent.class, Preference.class)).toList();
    static final String PIN = "839274";
    static final String ANOTHER = "408163";
    static final String KEY = "one:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    static final String NEWER_KEY = "two:YWJjZGVmZ2hpamFiY2RlZmdoaWphYmNkZWZnaGlqYWI=";

    final CountedArgon2 argon2 = new CountedArgon2();
    final Set<Object> locks = ConcurrentHashMap.newKeySet();
    String pepper = KEY;
    boolean locksFail;

    PinWorld(TestDatabase database) {
        super(database, List.of("auth-username-password-form"));
        realmAttributes.put("keyhold.pin", "on");
        realmAttributes.put("keyhold.enabled", "true");
    }

    TestTree.Answer set(String pin) {
        return set(grant(Operation.PIN_SET, ""), pin);
    }

    TestTree.Answer set(String grant, String pin) {
        return request(grant, tree -> tree.put("pin", "{\"pin\":\"" + pin + "\"}"));
    }

    TestTree.Answer change(String current, String pin) {
        return request(null, tree -> tree.post("pin/changes", "{\"currentPin\":\"" + current + "\",\"pin\":\"" + pin + "\"}"));
    }

    FactorCheck check() {
        return FactorCheck.ofPins(clock, new SecurityLog(clock), session -> database);
    }

    @Override
    protected PinRoom room() {
        SecurityLog log = new SecurityLog(clock);
        Grants grants = new Grants(clock, new Proofs(clock, log, session -> database, List.of(), List.of()));
        return new PinRoom(clock, grants, log, check());
    }

    @Override
    protected Stub<RealmModel> withPolicy(Stub<RealmModel> realm) {
        return realm;
    }

    @Override
    protected Map<String, String> words() {
        return Map.of();
    }

    @Override
    protected TestTree withMore(TestTree tree) {
        return tree.with(CredentialProvider.class, new PinCredentialProvider(null, Peppers.read(pepper))).with(PasswordHashProvider.class, argon2)
            .session("singleUseObjects", singleUse());
    }

    SingleUseObjectProvider singleUse() {
        return Stub.of(SingleUseObjectProvider.class).answering("putIfAbsent", key -> locksFail || locks.add(key[0]))
            .answering("remove", key -> locks.remove(key[0]) ? Map.of() : null).make();
    }

    @Override
    protected Stub<SubjectCredentialManager> withMore(Stub<SubjectCredentialManager> credentialManager) {
        return credentialManager
            .answering("createStoredCredential", made -> {
                credentials.add((CredentialModel) made[0]);
                return made[0];
            })
            .answering("updateStoredCredential", told -> {
                CredentialModel changed = (CredentialModel) told[0];
                credentials.replaceAll(stored -> stored.getId().equals(changed.getId()) ? changed : stored);
                return null;
            });
    }
}
