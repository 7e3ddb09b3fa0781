package dev.resetta.jdbc;

import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a database has said, in all that led to an exception, however many layers have wrapped it. */
final class Causes {
    private Causes() {}

    /** The outermost error of a database, if there is one. */
    static @Nullable SQLException databaseError(Throwable thrown) {
        return find(thrown, any -> true, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    static boolean any(Throwable thrown, Predicate<SQLException> which) {
        return find(thrown, which, Collections.newSetFromMap(new IdentityHashMap<>())) != null;
    }

    /** Drivers chain errors as causes, as next exceptions and, where a second one befell them, as suppressed ones. */
    private static @Nullable SQLException find(
            @Nullable Throwable thrown, Predicate<SQLException> which, Set<Throwable> seen) {
        if (thrown == null || !seen.add(thrown)) {
            return null;
        }
        SQLException found = null;
        if (thrown instanceof SQLException error) {
            found = which.test(error) ? error : find(error.getNextException(), which, seen);
        }
        found = found != null ? found : find(thrown.getCause(), which, seen);
        for (Throwable suppressed : thrown.getSuppressed()) {
            found = found != null ? found : find(suppressed, which, seen);
        }
        return found;
    }
}
