package dev.resetta.jdbc;

import java.sql.Connection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Work within a transaction that the application has begun, and alone decides about.
 *
 * <p>An exception goes through the manager only if the transaction cannot stand any more: one that does would have the
 * manager roll back what the caller has done, although the work has undone its own part already.
 */
final class CallersUnit<T extends @Nullable Object> {
    private final Units units;
    private final Transactions transactions;
    private final Function<Unit, T> work;

    private @Nullable T answer;
    private @Nullable RuntimeException failure;
    private List<Runnable> actions = List.of();

    CallersUnit(Units units, Transactions transactions, Function<Unit, T> work) {
        this.units = units;
        this.transactions = transactions;
        this.work = work;
    }

    @SuppressWarnings("NullAway") // the answer may be null only if T may
    T run() {
        transactions.run(this::runOn);
        if (failure != null) {
            throw failure;
        }
        actions.forEach(units::afterCommit);
        return answer;
    }

    private void runOn(Connection connection) {
        Unit unit = new Unit(units.session(connection));
        Running.enter(units.source(), unit);
        try {
            answer = work.apply(unit);
        } catch (RuntimeException e) {
            if (e instanceof ResetDatabaseException || unit.loss() != null) {
                throw e;
            }
            failure = e;
        } finally {
            Running.leave(units.source());
        }
        RuntimeException loss = unit.loss();
        if (loss != null) {
            throw loss;
        }
        actions = unit.actions();
    }
}
