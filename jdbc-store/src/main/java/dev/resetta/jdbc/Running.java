package dev.resetta.jdbc;

import java.util.IdentityHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The units of the calling thread: one for each data source at most, whichever part of Resetta began it. */
final class Running {
    private static final ThreadLocal<@Nullable IdentityHashMap<DataSource, Unit>> UNITS = new ThreadLocal<>();

    /** Data sources whose transaction has ended, although the application's manager still holds on to its connection. */
    private static final ThreadLocal<@Nullable IdentityHashMap<DataSource, Boolean>> ENDED = new ThreadLocal<>();

    private Running() {}

    /** The unit of a data source, if there is one. */
    static @Nullable Unit on(DataSource source) {
        IdentityHashMap<DataSource, Unit> units = UNITS.get();
        return units == null ? null : units.get(source);
    }

    /** Whether there is a unit, of any data source. */
    static boolean isAny() {
        return UNITS.get() != null;
    }

    /** From now on this is the unit of its data source. */
    static void enter(DataSource source, Unit unit) {
        put(UNITS, source, unit);
    }

    /** From now on the data source has no unit any more. */
    static void leave(DataSource source) {
        remove(UNITS, source);
    }

    /** Runs an action that belongs to no transaction of this data source any more. */
    static void afterEndOf(DataSource source, Runnable action) {
        boolean isOutermost = !isEnded(source);
        put(ENDED, source, true);
        try {
            action.run();
        } finally {
            if (isOutermost) {
                remove(ENDED, source);
            }
        }
    }

    /** Whether the transaction that the manager still shows to this thread is over. */
    static boolean isEnded(DataSource source) {
        IdentityHashMap<DataSource, Boolean> ended = ENDED.get();
        return ended != null && ended.containsKey(source);
    }

    private static <T> void put(
            ThreadLocal<@Nullable IdentityHashMap<DataSource, T>> where, DataSource source, T value) {
        IdentityHashMap<DataSource, T> values = where.get();
        if (values == null) {
            values = new IdentityHashMap<>();
            where.set(values);
        }
        values.put(source, value);
    }

    private static <T> void remove(ThreadLocal<@Nullable IdentityHashMap<DataSource, T>> where, DataSource source) {
        IdentityHashMap<DataSource, T> values = where.get();
        if (values != null) {
            values.remove(source);
            if (values.isEmpty()) {
                where.remove();
            }
        }
    }
}
