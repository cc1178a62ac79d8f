package dev.keyhold.reauthentication;

import dev.keyhold.securitylog.Entry;
import dev.keyhold.securitylog.EventType;
import dev.keyhold.securitylog.SecurityLog;
import dev.keyhold.support.Caller;
import dev.keyhold.support.Database;
import dev.keyhold.support.Exchange;
import dev.keyhold.support.Json;
import dev.keyhold.support.OverviewSection;
import dev.keyhold.support.ProblemException;
import dev.keyhold.support.Room;
import dev.keyhold.support.RouteTable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.urls.UrlType;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Proves again who sits there, without leaving the page, and gives a grant for one operation in return. */
public final class ReauthenticationRoom implements Room, OverviewSection {
    private final Clock clock;
    private final SecurityLog log;
    private final Function<KeycloakSession, Database.Apart> apart;

    /** @param apart where counts and refusals are written, beside the request's transaction */
    public ReauthenticationRoom(Clock clock, SecurityLog log, Function<KeycloakSession, Database.Apart> apart) {
        this.clock = clock;
        this.log = log;
        this.apart = apart;
    }

    @Override
    public void declare(RouteTable routes) {
        routes.change("POST", "reauthentication", this::prove);
    }

    @Override
    public String name() {
        return "reauthentication";
    }

    @Override
    public Object read(Caller caller) {
        if (caller.isImpersonated()) {
            return new ReauthenticationView(List.of(), new ReauthenticationView.Unavailable("impersonated", accountUrl(caller)));
        }
        if (!PasswordProof.isPossible(caller)) {
            return new ReauthenticationView(List.of(), new ReauthenticationView.Unavailable("no-provable-factor", accountUrl(caller)));
        }
        return new ReauthenticationView(List.of(new ReauthenticationView.Method(PasswordProof.METHOD)), null);
    }

    private GrantView prove(Exchange exchange) {
        ProofRequest request = exchange.body(ProofRequest.class);
        Operation operation = request.checked();
        Caller caller = exchange.caller();
        if (!PasswordProof.isPossible(caller)) {
            throw ReauthenticationProblems.noProvableFactor(accountUrl(caller)).asException();
        }
        return new OneCheckAtATime(caller, PasswordProof.METHOD).run(() -> {
            check(caller, request);
            return grant(caller, operation, request.target());
        });
    }

    private void check(Caller caller, ProofRequest request) {
        PasswordProof proof = new PasswordProof(caller);
        Optional<Counting.Locked> keycloakLock = proof.keycloakLock(clock.instant());
        if (keycloakLock.isPresent()) {
            throw locked(keycloakLock.get());
        }
        Database.Apart beside = apart.apply(caller.keycloak());
        AttemptCounter attempts = new AttemptCounter(beside, clock, caller.realm().getId(), caller.user().getId(), PasswordProof.METHOD);
        // Count the attempt before comparing: parallel guesses must not share one try, and a crash must not give one back.
        Counting counting = attempts.count(LockPolicy.of(caller.realm()));
        if (counting instanceof Counting.Locked lock) {
            throw locked(lock);
        }
        Counting.Counted counted = (Counting.Counted) counting;
        if (!isRight(proof, request, attempts, counted)) {
            // In a transaction of its own: the refusal rolls this one back. First of all: telling Keycloak may fail, the row may not.
            beside.run(em -> log.record(em, Entry.by(caller, EventType.REAUTHENTICATION_FAILED, request.operation())));
            Counting.Refused refused = counted.refused(proof.tellRefused(clock.instant()));
            throw ReauthenticationProblems.proofRefused("password", refused, clock.instant()).asException();
        }
        attempts.forget();
        proof.tellAccepted();
    }

    private static boolean isRight(PasswordProof proof, ProofRequest request, AttemptCounter attempts, Counting.Counted counted) {
        try {
            return proof.isRight(request.password());
        } catch (RuntimeException e) {
            // No verdict came about (the user's store cannot be reached, say), and the caller learns none: not the user's miss.
            attempts.giveBack(counted);
            throw e;
        }
    }

    private GrantView grant(Caller caller, Operation operation, String target) {
        List<String> methods = List.of(PasswordProof.METHOD);
        var em = Database.of(caller.keycloak());
        log.record(em, Entry.by(caller, EventType.REAUTHENTICATION_SUCCEEDED, operation.word()));
        GrantStore.Made made = new GrantStore(em, clock).make(
            new Proved(caller.realm().getId(), caller.user().getId(), caller.userSession().getId(), operation, target), methods);
        return new GrantView(made.secret(), operation.word(), target, methods, Json.time(made.expiresAt()));
    }

    private ProblemException locked(Counting.Locked lock) {
        return ReauthenticationProblems.tooManyAttempts(lock.until(), clock.instant()).asException();
    }

    private static String accountUrl(Caller caller) {
        return caller.keycloak().getContext().getUri(UrlType.FRONTEND).getBaseUriBuilder()
            .path("realms").path(caller.realm().getName()).path("account").build().toString();
    }
}
