package dev.keyhold;

import dev.keyhold.support.AgedRows;
import dev.keyhold.support.Database;
import dev.keyhold.testing.Stub;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;
import org.keycloak.executors.ExecutorsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.scheduled.ClusterAwareScheduledTaskRunner;
import org.keycloak.timer.TimerProvider;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KeyholdRetentionTest {
    private final List<Runnable> handedOver = new ArrayList<>();
    private final List<String> removed = new ArrayList<>();
    private boolean executorIsShut;
    private int transactions;

    @Test
    void isScheduledForOneNodeAtATime() {
        List<Object> scheduled = new ArrayList<>();
        TimerProvider timer = Stub.of(TimerProvider.class).answering("schedule", arguments -> {
            scheduled.addAll(List.of(arguments));
            return null;
        }).make();
        KeycloakSession keycloak = Stub.of(KeycloakSession.class).with("getProvider", timer).with("close", null).make();
        retention(rows("a", 0)).schedule(Stub.of(KeycloakSessionFactory.class).with("create", keycloak).make());
        assertThat(scheduled.get(0)).isInstanceOf(ClusterAwareScheduledTaskRunner.class);
        assertThat(scheduled.get(1)).isEqualTo(3_600_000L);
    }

    /** Keycloak has one timer thread: what stays in it stops the expiry of sessions. */
    @Test
    void removesNothingInTheTimersThread() {
        retention(rows("a", 1)).run(keycloak());
        assertThat(removed).isEmpty();
        assertThat(handedOver).hasSize(1);
    }

    @Test
    void removesEachKindInBatchesWithATransactionEach() {
        runAll(retention(rows("a", 2), rows("b", 1)));
        assertThat(removed).containsExactly("a", "a", "b");
        assertThat(transactions).isEqualTo(5);
    }

    @Test
    void leavesWhatIsTooMuchToTheNextRun() {
        KeyholdRetention retention = retention(rows("a", KeyholdRetention.BATCHES + 1));
        runAll(retention);
        assertThat(removed).hasSize(KeyholdRetention.BATCHES);
        runAll(retention);
        assertThat(removed).hasSize(KeyholdRetention.BATCHES + 1);
    }

    @Test
    void aKindThatFailsStopsNoOther() {
        runAll(retention((em, most) -> {
            throw new IllegalStateException("the database is away");
        }, rows("b", 1)));
        assertThat(removed).containsExactly("b");
    }

    @Test
    void doesNotRunTwiceAtOnce() {
        KeyholdRetention retention = retention(rows("a", 1));
        retention.run(keycloak());
        retention.run(keycloak());
        assertThat(handedOver).hasSize(1);
        handedOver.remove(0).run();
        retention.run(keycloak());
        assertThat(handedOver).hasSize(1);
    }

    @Test
    void runsAgainAfterNoThreadWasFree() {
        KeyholdRetention retention = retention(rows("a", 1));
        executorIsShut = true;
        assertThatThrownBy(() -> retention.run(keycloak())).isInstanceOf(RejectedExecutionException.class);
        executorIsShut = false;
        runAll(retention);
        assertThat(removed).containsExactly("a");
    }

    private void runAll(KeyholdRetention retention) {
        retention.run(keycloak());
        handedOver.remove(0).run();
    }

    /** A kind of which so many batches are aged. */
    private AgedRows rows(String kind, int batches) {
        int[] left = {batches};
        return (em, most) -> {
            assertThat(most).isEqualTo(KeyholdRetention.BATCH);
            if (left[0] == 0) {
                return 0;
            }
            left[0]--;
            removed.add(kind);
            return most;
        };
    }

    private KeyholdRetention retention(AgedRows... rows) {
        return new KeyholdRetention(List.of(rows), factory -> new Database.Apart() {
            @Override
            public <T> T run(Function<EntityManager, T> work) {
                transactions++;
                return work.apply(null);
            }
        });
    }

    private KeycloakSession keycloak() {
        ExecutorsProvider executors = Stub.of(ExecutorsProvider.class).with("getExecutor", new Later()).make();
        return Stub.of(KeycloakSession.class).with("getProvider", executors).with("getKeycloakSessionFactory", null).make();
    }

    /** Keeps what it is given until the test runs it. */
    private final class Later extends AbstractExecutorService {
        @Override
        public void execute(Runnable work) {
            if (executorIsShut) {
                throw new RejectedExecutionException("no thread is free");
            }
            handedOver.add(work);
        }

        @Override
        public void shutdown() {
        }

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return executorIsShut;
        }

        @Override
        public boolean isTerminated() {
            return executorIsShut;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
