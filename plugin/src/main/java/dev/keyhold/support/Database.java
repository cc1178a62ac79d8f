package dev.keyhold.support;

import jakarta.persistence.EntityManager;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

import java.util.function.Function;

/** Where Keyhold's rows are: in the request's own transaction, or in a short one beside it. */
public final class Database {
    private Database() {
    }

    /** The entity manager of this request: what it writes is kept or undone with everything else the request does. */
    public static EntityManager of(KeycloakSession keycloak) {
        return keycloak.getProvider(JpaConnectionProvider.class).getEntityManager();
    }

    /** Short transactions of their own that commit at once, whatever becomes of the request. */
    public static Apart apart(KeycloakSession keycloak) {
        return apart(keycloak.getKeycloakSessionFactory());
    }

    /** The same, for work that belongs to no request. */
    public static Apart apart(KeycloakSessionFactory keycloak) {
        return new Apart() {
            @Override
            public <T> T run(Function<EntityManager, T> work) {
                return KeycloakModelUtils.runJobInTransactionWithResult(keycloak, own -> work.apply(of(own)));
            }
        };
    }

    /** Runs each piece of work in a transaction of its own and gives back what it returned. */
    public interface Apart {
        <T> T run(Function<EntityManager, T> work);
    }
}
