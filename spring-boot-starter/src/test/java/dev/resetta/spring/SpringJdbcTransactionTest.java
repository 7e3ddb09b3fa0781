package dev.resetta.spring;

import com.zaxxer.hikari.HikariDataSource;
import dev.resetta.jdbc.ResetDatabase;
import dev.resetta.testkit.CallersTransactionContract;
import dev.resetta.testkit.SharedParts;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The contract, over Spring's transactions on a pool of one connection. */
class SpringJdbcTransactionTest extends CallersTransactionContract {
    private final HikariDataSource pool = new HikariDataSource();
    private final JdbcTransactionManager manager = new JdbcTransactionManager(pool);

    @Override
    protected SharedParts shared() {
        pool.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
        pool.setMaximumPoolSize(1);
        ResetDatabase db = ResetDatabase.of(pool).createSchema();
        return new CallersParts(db.transactions(new SpringTransactions(pool, manager)), new JdbcTemplate(pool));
    }

    @Override
    protected boolean inTransaction(BooleanSupplier work) {
        return new TransactionTemplate(manager).execute(status -> {
            boolean stands = work.getAsBoolean();
            if (!stands) {
                status.setRollbackOnly();
            }
            return stands;
        });
    }

    @AfterEach
    void close() {
        pool.close();
    }
}
