package dev.resetta.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.resetta.testkit.CallersTransactionContract;
import dev.resetta.testkit.SharedParts;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** The caller's transactions are Spring's, on a pool of one connection. */
@ParameterizedClass
@MethodSource("dev.resetta.jdbc.Database#tested")
class EveryDatabaseCallersTransactionTest extends CallersTransactionContract {
    @Parameter
    Database database;

    private SpringTransactions spring;

    @Override
    protected SharedParts shared() {
        HikariDataSource pool = database.freshPoolOfOne();
        spring = new SpringTransactions(pool);
        return new DatabaseParts(
                new TransactionAwareDataSourceProxy(pool),
                ResetDatabase.of(pool).transactions(spring));
    }

    @Override
    protected boolean inTransaction(BooleanSupplier work) {
        return spring.template.execute(status -> {
            boolean stands = work.getAsBoolean();
            if (!stands) {
                status.setRollbackOnly();
            }
            return stands;
        });
    }
}
