package dev.keyhold.support;

import org.jboss.logging.Logger;
import org.keycloak.models.UserModel;
import org.keycloak.storage.StorageUnavailableException;

import javax.naming.NamingException;
import javax.naming.OperationNotSupportedException;
import javax.naming.directory.InvalidAttributeValueException;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The store outside Keycloak, mostly LDAP, that keeps the passwords of some users. */
public final class Directory {
    private static final Logger LOG = Logger.getLogger(Directory.class);
    /** What LDAP says of a value that it does not take (RFC 4511: constraint violation, unwilling to perform). */
    private static final List<Class<? extends NamingException>> REFUSALS = List.of(InvalidAttributeValueException.class, OperationNotSupportedException.class);
    private static final int DEEPEST_CAUSE = 20;

    private Directory() {
    }

    /** Does what may have to reach this user's directory; ends the request as {@code directory-unavailable} when that cannot be reached. */
    public static <T> T ask(UserModel user, Supplier<T> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            if (user.isFederated() && isAway(e)) {
                LOG.warn("A directory of users does not answer", e);
                throw Problems.directoryUnavailable().asException();
            }
            throw e;
        }
    }

    /** Whether the directory answered and did not take the value it was given. */
    public static boolean isRefusal(Throwable e) {
        return causes(e).anyMatch(cause -> REFUSALS.stream().anyMatch(refusal -> refusal.isInstance(cause)));
    }

    private static boolean isAway(Throwable e) {
        return !isRefusal(e) && causes(e).anyMatch(cause ->
            cause instanceof NamingException || cause instanceof IOException || cause instanceof StorageUnavailableException);
    }

    private static Stream<Throwable> causes(Throwable e) {
        return Stream.iterate(e, cause -> cause != null, Throwable::getCause).limit(DEEPEST_CAUSE);
    }
}
