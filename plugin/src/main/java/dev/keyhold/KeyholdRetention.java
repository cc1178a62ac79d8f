package dev.keyhold;

import dev.keyhold.support.AgedRows;
import dev.keyhold.support.Database;
import org.jboss.logging.Logger;
import org.keycloak.executors.ExecutorsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.scheduled.ClusterAwareScheduledTaskRunner;
import org.keycloak.timer.ScheduledTask;
import org.keycloak.timer.TimerProvider;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Removes aged rows every hour, in small batches, each in a transaction of its own. Keycloak knows the task by the name of its
 * class, across all nodes and plugins, hence that name.
 */
final class KeyholdRetention implements ScheduledTask {
    static final Duration INTERVAL = Duration.ofHours(1);
    static final int BATCH = 200;
    // What is more waits for the next run: 100 000 rows in an hour, of each kind.
    static final int BATCHES = 500;
    private static final Logger LOG = Logger.getLogger(KeyholdRetention.class);

    private final List<AgedRows> rows;
    private final Function<KeycloakSessionFactory, Database.Apart> apart;
    private final AtomicBoolean running = new AtomicBoolean();

    KeyholdRetention(List<AgedRows> rows, Function<KeycloakSessionFactory, Database.Apart> apart) {
        this.rows = rows;
        this.apart = apart;
    }

    void schedule(KeycloakSessionFactory factory) {
        try (KeycloakSession keycloak = factory.create()) {
            long every = INTERVAL.toMillis();
            keycloak.getProvider(TimerProvider.class).schedule(new ClusterAwareScheduledTaskRunner(factory, this, every), every);
        }
    }

    /** Only hands over: Keycloak has one timer thread for everything. Nodes that do so at once take different rows or none. */
    @Override
    public void run(KeycloakSession keycloak) {
        if (!running.compareAndSet(false, true)) {
            return;
        }
        KeycloakSessionFactory factory = keycloak.getKeycloakSessionFactory();
        try {
            keycloak.getProvider(ExecutorsProvider.class).getExecutor("keyhold-retention").execute(() -> {
                try {
                    removeAll(apart.apply(factory));
                } finally {
                    running.set(false);
                }
            });
        } catch (RuntimeException e) {
            running.set(false);
            throw e;
        }
    }

    private void removeAll(Database.Apart database) {
        for (AgedRows kind : rows) {
            try {
                removeSome(database, kind);
            } catch (RuntimeException e) {
                LOG.warn("Aged rows of Keyhold could not be removed; the next run tries again", e);
            }
        }
    }

    private static void removeSome(Database.Apart database, AgedRows kind) {
        for (int batch = 0; batch < BATCHES; batch++) {
            if (database.run(em -> kind.removeAged(em, BATCH)) == 0) {
                return;
            }
        }
    }
}
