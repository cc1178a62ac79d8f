package dev.keyhold.testing;

import dev.keyhold.support.Database;
import jakarta.persistence.EntityManager;
import liquibase.Liquibase;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * A real database with Keyhold's real tables, made by the changelog that ships: H2 in memory, or the server that the system
 * properties keyhold.db.url, keyhold.db.user and keyhold.db.password name.
 */
public final class TestDatabase implements Database.Apart, AutoCloseable {
    private final SessionFactory factory;

    private TestDatabase(SessionFactory factory) {
        this.factory = factory;
    }

    public static TestDatabase open(String changelog, List<Class<?>> entities) {
        String url = System.getProperty("keyhold.db.url", "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        String user = System.getProperty("keyhold.db.user", "sa");
        String password = System.getProperty("keyhold.db.password", "");
        migrate(changelog, url, user, password);
        Configuration configuration = new Configuration()
            .setProperty("hibernate.connection.url", url)
            .setProperty("hibernate.connection.username", user)
            .setProperty("hibernate.connection.password", password)
            .setProperty("hibernate.connection.pool_size", "90");
        entities.forEach(configuration::addAnnotatedClass);
        return new TestDatabase(configuration.buildSessionFactory());
    }

    private static void migrate(String changelog, String url, String user, String password) {
        try (Connection connection = DriverManager.getConnection(url, user, password)) {
            var database = DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
            new Liquibase(changelog, new ClassLoaderResourceAccessor(), database).update("");
        } catch (Exception e) {
            throw new IllegalStateException("The tables could not be made", e);
        }
    }

    @Override
    public <T> T run(Function<EntityManager, T> work) {
        return factory.fromTransaction(work::apply);
    }

    /** Reads what is committed; whoever opens it closes it. */
    EntityManager reader() {
        return factory.createEntityManager();
    }

    /** How many rows of the entity have this user. */
    public long rowsOf(String entity, String userId) {
        return run(em -> em.createQuery("select count(r) from " + entity + " r where r.userId = :user", Long.class)
            .setParameter("user", userId).getSingleResult());
    }

    @Override
    public void close() {
        factory.close();
    }
}
