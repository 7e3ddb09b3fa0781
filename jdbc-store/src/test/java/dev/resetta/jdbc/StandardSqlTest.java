package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.limit.RequestLimiter;
import dev.resetta.limit.RequestLimiter.Rate;
import dev.resetta.testkit.TokenStoreContract;
import dev.resetta.token.TokenStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The statements for a database that Resetta does not know, on H2, which understands them. */
class StandardSqlTest extends TokenStoreContract {
    @Override
    protected TokenStore createStore() {
        return standard(Database.H2.fresh()).createSchema().tokenStore();
    }

    @Test
    void theSchemaIsCreatedOnce() {
        ResetDatabase db = standard(Database.H2.fresh());
        db.createSchema();
        db.createSchema();
        assertThat(db.schema()).contains("CREATE TABLE resetta_token").doesNotContain("IF NOT EXISTS");
    }

    @Test
    void ofFiftyAtOnceAsManyGetAPermitAsThereAre() throws Exception {
        DataSource source = Database.H2.fresh();
        standard(source).createSchema();
        Rate rate = new Rate(60, Duration.ofHours(1), 10);
        for (int round = 0; round < 5; round++) {
            String key = "round " + round;
            List<Boolean> taken = Threads.race(50, i -> () -> {
                RequestLimiter limiter = standard(source).requestLimiter();
                return limiter.tryAcquire(key, rate, Instant.EPOCH);
            });
            assertThat(taken).filteredOn(Boolean::booleanValue).hasSize(10);
        }
    }

    @Test
    void aDatabaseOfAnotherNameIsTakenForStandardSql() {
        assertThat(DatabaseProduct.reportedAs("Informix Dynamic Server")).isEqualTo(DatabaseProduct.STANDARD_SQL);
        assertThat(DatabaseProduct.reportedAs("PostgreSQL")).isEqualTo(DatabaseProduct.POSTGRESQL);
    }

    private static ResetDatabase standard(DataSource source) {
        return ResetDatabase.of(source).product(DatabaseProduct.STANDARD_SQL);
    }
}
