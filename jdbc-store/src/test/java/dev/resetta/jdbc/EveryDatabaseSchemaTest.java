package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.resetta.delivery.DeliveryQueue.Lane;
import dev.resetta.token.StoredToken;
import dev.resetta.token.TokenStore;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables, on every database: created, created again, by many at once, by hand, and where and as they are to be called. */
@ParameterizedClass
@MethodSource("dev.resetta.jdbc.Database#tested")
class EveryDatabaseSchemaTest {
    private static final Pattern END_OF_STATEMENT = Pattern.compile(";\\s*\n");

    @Parameter
    Database database;

    private HikariDataSource source;

    @BeforeEach
    void createDatabase() {
        source = database.fresh();
    }

    @Test
    void creatingTheSchemaAgainChangesNothing() {
        StoredToken token = Memory.token();
        ResetDatabase.of(source).createSchema().tokenStore().save(token);

        assertThat(ResetDatabase.of(source).createSchema().tokenStore().find(token.digest()))
                .isPresent();
    }

    @Test
    void eightProcessesMayCreateTheSchemaAtOnce() throws Exception {
        Threads.race(8, i -> () -> ResetDatabase.of(source).createSchema());

        worksIn(ResetDatabase.of(source));
    }

    @Test
    void eightProcessesWithAutoCommitOffMayCreateTheSchemaAtOnce() throws Exception {
        HikariDataSource manual = Database.pool(source.getJdbcUrl(), config -> {
            config.setAutoCommit(false);
            return config;
        });

        // PostgreSQL aborts the transaction of who comes second, if one does.
        int rounds = database == Database.POSTGRESQL ? 3 : 1;
        for (int round = 0; round < rounds; round++) {
            String prefix = "round" + round + "_";
            Threads.race(
                    8, i -> () -> ResetDatabase.of(manual).tablePrefix(prefix).createSchema());

            worksIn(ResetDatabase.of(source).tablePrefix(prefix));
        }
    }

    /** As a migration tool does it. */
    @Test
    void theTextOfTheSchemaIsWhatIsCreated() {
        ResetDatabase db = ResetDatabase.of(source).tablePrefix("auth_");
        assertThat(db.schema()).doesNotContain("{", "}", "resetta_");

        Memory.execute(source, END_OF_STATEMENT.split(db.schema(), 0));

        worksIn(db);
    }

    @Test
    void theTablesAreInTheSchemaThatIsNamed() {
        String other = Database.name("o");
        Memory.execute(source, "CREATE SCHEMA " + other);
        ResetDatabase there = ResetDatabase.of(source).inSchema(other).createSchema();
        ResetDatabase here = ResetDatabase.of(source).createSchema();

        StoredToken token = worksIn(there);

        assertThat(here.tokenStore().find(token.digest())).isEmpty();
        assertThat(Memory.select(source, "SELECT COUNT(*) FROM " + other + ".resetta_token"))
                .isEqualTo("1");
    }

    @Test
    void eachPrefixHasTablesOfItsOwn() {
        StoredToken token = worksIn(ResetDatabase.of(source).tablePrefix("a_").createSchema());

        assertThat(ResetDatabase.of(source)
                        .tablePrefix("b_")
                        .createSchema()
                        .tokenStore()
                        .find(token.digest()))
                .isEmpty();
    }

    private static StoredToken worksIn(ResetDatabase db) {
        TokenStore store = db.tokenStore();
        StoredToken token = Memory.token();
        store.save(token);
        store.supersede(token.slot(), 7);
        assertThat(store.find(token.digest())).contains(new TokenStore.Found(token, 7));
        try (JdbcDeliveryQueue queue = db.deliveryQueue().workers(0)) {
            queue.start((item, attempt) -> Optional.empty());
            assertThat(queue.submit(Lane.NOTICES, "item")).isTrue();
        }
        return token;
    }
}
