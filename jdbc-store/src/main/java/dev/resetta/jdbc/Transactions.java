package dev.resetta.jdbc;

import java.sql.Connection;
import java.util.function.Consumer;

/**
 * The application's own transaction manager, in Resetta's hands.
 *
 * <p>With Spring, for example, where {@code template} is a {@code TransactionTemplate} and {@code source} the data source it
 * manages:
 *
 * <pre>{@code
 * new Transactions() {
 *     public void run(Consumer<Connection> work) {
 *         template.executeWithoutResult(status -> work.accept(DataSourceUtils.getConnection(source)));
 *     }
 *     public boolean isActive() {
 *         return TransactionSynchronizationManager.isActualTransactionActive()
 *                 && TransactionSynchronizationManager.hasResource(source); // and not only in one of another database
 *     }
 *     public void afterCommit(Runnable action) {
 *         TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
 *             public void afterCommit() {
 *                 action.run();
 *             }
 *         });
 *     }
 * }
 * }</pre>
 *
 * <p>After a commit Spring still shows the finished transaction to the thread, and what joins it then is never committed. So where
 * sessions or listeners write to this database, let the action run in {@code PROPAGATION_NOT_SUPPORTED}.
 *
 * <p>A single lambda is enough for an application that never calls Resetta within a transaction of its own. Implementations
 * are thread-safe.
 */
@FunctionalInterface
public interface Transactions {

    /**
     * Runs work in the transaction of the calling thread, or in a new one if there is none, which is committed when the work
     * returns and rolled back when it throws.
     *
     * @param work gets the connection of that transaction, to be used until it returns; it neither commits it nor closes it
     * @throws RuntimeException what the work throws; or that the transaction could not be begun or committed
     */
    void run(Consumer<Connection> work);

    /**
     * Says whether the calling thread is in a transaction of this data source that somebody else has begun and will end. By
     * default false: then Resetta takes every transaction for its own.
     */
    default boolean isActive() {
        return false;
    }

    /**
     * Runs an action once the transaction of the calling thread has committed, and never if it is rolled back. Called only
     * while {@link #isActive()}: whoever overrides that overrides this, too, or {@link ResetDatabase#transactions} refuses.
     */
    default void afterCommit(Runnable action) {
        throw new UnsupportedOperationException("afterCommit(...) is not overridden.");
    }
}
