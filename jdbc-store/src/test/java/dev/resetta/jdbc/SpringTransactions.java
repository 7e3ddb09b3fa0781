package dev.resetta.jdbc;

import java.sql.Connection;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring's transactions on one data source, plugged in as the Javadoc of {@link Transactions} says. */
final class SpringTransactions implements Transactions {
    final TransactionTemplate template;
    private final DataSource source;

    SpringTransactions(DataSource source) {
        this.source = source;
        this.template = new TransactionTemplate(new DataSourceTransactionManager(source));
    }

    @Override
    public void run(Consumer<Connection> work) {
        template.executeWithoutResult(status -> work.accept(DataSourceUtils.getConnection(source)));
    }

    @Override
    public boolean isActive() {
        return TransactionSynchronizationManager.isActualTransactionActive()
                && TransactionSynchronizationManager.hasResource(source);
    }

    @Override
    public void afterCommit(Runnable action) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                action.run();
            }
        });
    }
}
