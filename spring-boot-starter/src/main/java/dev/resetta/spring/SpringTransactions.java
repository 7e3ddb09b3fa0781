package dev.resetta.spring;

import dev.resetta.jdbc.Transactions;
import java.sql.Connection;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The application's transactions, as Spring begins and ends them: over JDBC, or over JPA on the same data source. */
final class SpringTransactions implements Transactions {
    private final DataSource source;
    private final TransactionTemplate joined;
    private final TransactionTemplate outside;

    /**
     * Takes part in the transactions of a manager.
     *
     * @throws RefusedSettingException if it is known to manage another data source
     */
    SpringTransactions(DataSource source, PlatformTransactionManager manager) {
        this.source = managed(source);
        this.joined = new TransactionTemplate(manager);
        this.outside = new TransactionTemplate(manager);
        outside.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
        if (manager instanceof ResourceTransactionManager known
                && known.getResourceFactory() instanceof DataSource other
                && other != this.source) {
            throw elsewhere();
        }
    }

    /** The data source that a manager knows, where the application's is a proxy that joins transactions by itself. */
    static DataSource managed(DataSource source) {
        DataSource target =
                source instanceof TransactionAwareDataSourceProxy proxy ? proxy.getTargetDataSource() : null;
        return target == null ? source : target;
    }

    @Override
    public void run(Consumer<Connection> work) {
        joined.executeWithoutResult(status -> {
            if (!TransactionSynchronizationManager.hasResource(source)) {
                throw elsewhere();
            }
            flush(status);
            Connection connection = DataSourceUtils.getConnection(source);
            try {
                work.accept(connection);
            } finally {
                DataSourceUtils.releaseConnection(connection, source);
            }
        });
    }

    /** Writes what JPA holds back: undone by a savepoint later, it would be lost, and JPA would believe it written. */
    private static void flush(TransactionStatus status) {
        if (!status.isNewTransaction()) {
            status.flush();
        }
    }

    @Override
    public boolean isActive() {
        return TransactionSynchronizationManager.isActualTransactionActive()
                && TransactionSynchronizationManager.hasResource(source);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The action runs outside of the transaction that has committed: Spring still shows that one to the thread, and what
     * joined it now would never be committed. Sessions that are kept in the database would not end.
     */
    @Override
    public void afterCommit(Runnable action) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                outside.executeWithoutResult(status -> action.run());
            }
        });
    }

    private static RefusedSettingException elsewhere() {
        return new RefusedSettingException(
                "The transaction manager does not manage the data source that Resetta's tables are in.",
                "Define a bean of the type ResetDatabase, over the right data source and manager.");
    }

    /**
     * The transactions of the application's only manager; null if it has none.
     *
     * @throws RefusedSettingException if it has several, and none of them is primary
     */
    static @Nullable SpringTransactions of(DataSource source, ObjectProvider<PlatformTransactionManager> managers) {
        PlatformTransactionManager only = managers.getIfUnique();
        if (only == null && managers.stream().findAny().isPresent()) {
            throw new RefusedSettingException(
                    "There are several transaction managers, and none of them is primary.",
                    "Mark the one of Resetta's data source @Primary, or define a bean of the type ResetDatabase.");
        }
        return only == null ? null : new SpringTransactions(source, only);
    }
}
