package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** An application whose transactions are Spring's, on a pool of one connection. */
final class SpringApplication {
    final Application application;
    final JdbcTemplate jdbc;
    final TransactionTemplate template;
    final ResetDatabase managed;
    final HikariDataSource pool;

    SpringApplication(Database database) {
        pool = database.freshPoolOfOne();
        application = new Application(pool);
        jdbc = new JdbcTemplate(pool);
        SpringTransactions transactions = new SpringTransactions(pool);
        template = transactions.template;
        managed = ResetDatabase.of(pool).transactions(transactions);
    }

    void journal(int entry) {
        jdbc.update("INSERT INTO journal (entry, line) VALUES (?, 'reset')", entry);
    }

    void assertThatNothingHappened(String token) {
        assertThat(application.isUnchanged("alice")).isTrue();
        assertThat(application.isGood(token)).isTrue();
        assertThat(application.followed).isEmpty();
        assertThat(application.queue.items()).isEmpty();
    }

    void assertThatEveryConnectionIsBack() {
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        assertThat(application.rows("users")).as("read on the one connection").isEqualTo(2);
    }
}
