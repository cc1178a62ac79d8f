package dev.keyhold.recoverycodes;

import dev.keyhold.factors.BoundFlow;
import dev.keyhold.factors.FirstCodes;
import dev.keyhold.factors.UserLock;
import dev.keyhold.securitylog.Entry;
import dev.keyhold.securitylog.EventType;
import dev.keyhold.securitylog.SecurityLog;
import dev.keyhold.support.AgedRows;
import dev.keyhold.support.Caller;
import dev.keyhold.support.Database;
import dev.keyhold.support.Origin;
import dev.keyhold.support.Problems;
import dev.keyhold.support.UserRows;
import jakarta.persistence.EntityManager;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What can be done with a user's recovery codes, by the page and at sign-in: each in the transaction of the request, with its log row. */
public final class RecoveryCodes implements FirstCodes, UserRows {
    private final Clock clock;
    private final SecurityLog log;
    private final CodeHash hash;

    public RecoveryCodes(Clock clock, SecurityLog log) {
        this(clock, log, new Argon2Hash());
    }

    RecoveryCodes(Clock clock, SecurityLog log, CodeHash hash) {
        this.clock = clock;
        this.log = log;
        this.hash = hash;
    }

    static boolean isOn(RealmModel realm) {
        return BoundFlow.accepts(realm, RecoveryCodeAuthenticatorFactory.ID);
    }

    RecoveryCodesView view(Caller caller) {
        boolean on = isOn(caller.realm());
        KeycloakCredentials credentials = new KeycloakCredentials(caller.user());
        Optional<CodeSet> active = store(caller).active().filter(set -> set.remaining() == 0 || credentials.has(set.id()));
        return active.map(set -> RecoveryCodesView.of(set, on))
            .or(() -> credentials.stock().map(RecoveryCodesView::of))
            .orElseGet(() -> RecoveryCodesView.none(on));
    }

    /** How many codes could be used now. */
    int remaining(KeycloakSession keycloak, RealmModel realm, UserModel user) {
        return spendable(store(keycloak, realm, user), user).map(CodeStore.Spendable::remaining).orElse(0);
    }

    /** Makes ten codes. They are active at once when they are the first; else they wait until one is typed back, and the old ones live on. */
    CodeStore.Made generate(Caller caller) {
        if (!isOn(caller.realm())) {
            throw RecoveryCodesProblems.sectionOff().asException();
        }
        UserLock.take(caller);
        CodeStore store = store(caller);
        KeycloakCredentials credentials = new KeycloakCredentials(caller.user());
        boolean first = spendable(store, caller.user()).isEmpty() && credentials.stock().isEmpty();
        if (!first) {
            store.removePending();
            return recorded(caller, store.make(false, null));
        }
        return recorded(caller, makeFirst(store, credentials, null));
    }

    @Override
    public Optional<Made> make(Caller caller, String enrolment) {
        UserLock.take(caller);
        CodeStore store = store(caller);
        KeycloakCredentials credentials = new KeycloakCredentials(caller.user());
        boolean again = store.active().filter(set -> enrolment.equals(set.enrolment()) && !set.isConfirmed()).isPresent();
        boolean has = spendable(store, caller.user()).isPresent() || credentials.stock().isPresent();
        if (!isOn(caller.realm()) || has && !again) {
            credentials.moveLast();
            return Optional.empty();
        }
        CodeStore.Made made = recorded(caller, makeFirst(store, credentials, enrolment));
        return Optional.of(new Made(made.set(), made.codes()));
    }

    /** @param code null where the user only says that the codes are saved, which is enough for a set that is active already */
    RecoveryCodesView confirm(Caller caller, String setId, String code) {
        UserLock.take(caller);
        CodeStore store = store(caller);
        CodeSet set = store.find(setId).filter(found -> found.isPending() || new KeycloakCredentials(caller.user()).has(setId))
            .orElseThrow(() -> Problems.notFound().asException());
        if (code == null && set.isPending()) {
            throw Problems.invalidRequest("/code", "One of the new codes is expected.").asException();
        }
        if (code != null && !store.matches(set, code)) {
            throw RecoveryCodesProblems.codeRefused().asException();
        }
        if (set.isPending()) {
            replaceBy(caller, store, setId);
        } else if (!set.isConfirmed()) {
            store.confirm(setId);
            record(caller, EventType.RECOVERY_CODES_CONFIRMED, setId);
        }
        return view(caller);
    }

    /** Uses a code up, and writes so to the security log: without that row the code is not used and nothing is proved. */
    boolean spend(KeycloakSession keycloak, RealmModel realm, UserModel user, String typed, Origin from) {
        CodeStore store = store(keycloak, realm, user);
        Optional<CodeStore.Spendable> left = spendable(store, user);
        Optional<String> code = CodeText.read(typed);
        if (left.isEmpty() || code.isEmpty() || !store.spend(left.get().set(), left.get().salt(), code.get(), from)) {
            return false;
        }
        if (store.spendable().isEmpty()) {
            // Keycloak offers a way to sign in for as long as its credential stands there.
            new KeycloakCredentials(user).remove(left.get().set());
        }
        recordUse(keycloak, Entry.by(from, realm.getId(), user.getId(), EventType.RECOVERY_CODE_USED, left.get().set()));
        return true;
    }

    private void recordUse(KeycloakSession keycloak, Entry entry) {
        try {
            log.record(Database.of(keycloak), entry);
        } catch (RuntimeException e) {
            // A sign-in turns what is thrown into a page and would commit all the same.
            keycloak.getTransactionManager().setRollbackOnly();
            throw e;
        }
    }

    private CodeStore.Made makeFirst(CodeStore store, KeycloakCredentials credentials, String enrolment) {
        store.removeAllBut(null);
        credentials.remove();
        CodeStore.Made made = store.make(true, enrolment);
        credentials.create(made.set(), clock.millis());
        return made;
    }

    private void replaceBy(Caller caller, CodeStore store, String setId) {
        KeycloakCredentials credentials = new KeycloakCredentials(caller.user());
        store.activate(setId);
        store.removeAllBut(setId);
        credentials.remove();
        credentials.removeStock();
        credentials.create(setId, clock.millis());
        record(caller, EventType.RECOVERY_CODES_REPLACED, setId);
    }

    private static Optional<CodeStore.Spendable> spendable(CodeStore store, UserModel user) {
        return store.spendable().filter(set -> new KeycloakCredentials(user).has(set.set()));
    }

    private CodeStore.Made recorded(Caller caller, CodeStore.Made made) {
        record(caller, EventType.RECOVERY_CODES_GENERATED, made.set());
        return made;
    }

    private void record(Caller caller, EventType type, String setId) {
        log.record(Database.of(caller.keycloak()), Entry.by(caller, type, setId));
    }

    private CodeStore store(Caller caller) {
        return store(caller.keycloak(), caller.realm(), caller.user());
    }

    private CodeStore store(KeycloakSession keycloak, RealmModel realm, UserModel user) {
        return new CodeStore(Database.of(keycloak), clock, hash, realm.getId(), user.getId());
    }

    /** Those of a credential that is gone. */
    void removeSet(EntityManager em, String realmId, String setId) {
        em.createQuery("delete from KeyholdRecoveryCode c where c.realmId = :realm and c.setId = :set")
            .setParameter("realm", realmId).setParameter("set", setId).executeUpdate();
    }

    /** Replacements that nobody typed a code back of. */
    public AgedRows aged() {
        return (em, most) -> {
            List<String> ids = em.createQuery("select c.id from KeyholdRecoveryCode c where c.state = :pending and c.createdAt <= :since order by c.createdAt", String.class)
                .setParameter("pending", RecoveryCode.PENDING).setParameter("since", clock.instant().minus(CodeStore.PENDING_LIFE).toEpochMilli())
                .setMaxResults(most).getResultList();
            return ids.isEmpty() ? 0 : em.createQuery("delete from KeyholdRecoveryCode c where c.id in :ids and c.state = :pending")
                .setParameter("ids", ids).setParameter("pending", RecoveryCode.PENDING).executeUpdate();
        };
    }

    @Override
    public void removeUser(EntityManager em, String realmId, String userId) {
        em.createQuery("delete from KeyholdRecoveryCode c where c.realmId = :realm and c.userId = :user")
            .setParameter("realm", realmId).setParameter("user", userId).executeUpdate();
    }

    @Override
    public void removeRealm(EntityManager em, String realmId) {
        em.createQuery("delete from KeyholdRecoveryCode c where c.realmId = :realm").setParameter("realm", realmId).executeUpdate();
    }
}
