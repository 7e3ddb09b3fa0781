package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.resetta.account.Account;
import dev.resetta.account.PasswordUpdate;
import dev.resetta.token.StoredToken;
import dev.resetta.token.TokenStore;
import dev.resetta.token.TokenStore.ConflictException;
import dev.resetta.token.TokenStore.Found;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many threads, one row: the count is wrong when the race is lost. */
class RaceTest {
    private static final int THREADS = 16;

    private final HikariDataSource pool = new HikariDataSource(poolOf(Memory.database()));
    private final TokenStore store = ResetDatabase.of(pool).createSchema().tokenStore();

    @AfterEach
    void closePool() {
        pool.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"READ_COMMITTED", "REPEATABLE_READ", "SERIALIZABLE"})
    void oneOfSixteenSwapsWins(String isolation) throws Exception {
        try (HikariDataSource isolated = isolated(isolation)) {
            TokenStore racing = ResetDatabase.of(isolated).tokenStore();
            for (int round = 0; round < Threads.ROUNDS; round++) {
                StoredToken seen = Memory.token();
                store.save(seen);
                List<StoredToken> winners = Threads.race(THREADS, i -> () -> {
                            StoredToken next = Memory.claimed(seen);
                            return untilDecided(() -> racing.swap(seen, next)) ? List.of(next) : List.<StoredToken>of();
                        })
                        .stream()
                        .flatMap(List::stream)
                        .toList();

                assertThat(winners).hasSize(1);
                assertThat(store.find(seen.digest())).contains(new Found(winners.get(0), 0));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"READ_COMMITTED", "REPEATABLE_READ", "SERIALIZABLE"})
    void sixteenSupersedesLeaveTheHighestNumber(String isolation) throws Exception {
        try (HikariDataSource isolated = isolated(isolation)) {
            TokenStore racing = ResetDatabase.of(isolated).tokenStore();
            for (int round = 0; round < Threads.ROUNDS; round++) {
                StoredToken token = Memory.token();
                store.save(token);
                long[] numbers =
                        ThreadLocalRandom.current().longs(THREADS, 1, 1000).toArray();
                Threads.race(THREADS, i -> () -> {
                    racing.supersede(token.slot(), numbers[i]);
                    return true;
                });

                assertThat(store.find(token.digest()))
                        .map(Found::slotNumber)
                        .contains(LongStream.of(numbers).max().orElseThrow());
            }
        }
    }

    @Test
    void aSlotRaisedWhileItIsPurgedIsNotLost() throws Exception {
        for (int round = 0; round < Threads.ROUNDS; round++) {
            String slot = Memory.digest();
            store.save(Memory.token("", "alice", slot, 1, Memory.NOW.minusSeconds(1)));
            store.supersede(slot, 1);
            StoredToken replaced = Memory.token("", "alice", slot, 2, Memory.NOW.plusSeconds(60));
            Threads.race(4, i -> () -> {
                if (i == 0) {
                    store.save(replaced);
                    store.supersede(slot, 3);
                } else {
                    untilDecided(() -> store.deleteExpired(Memory.NOW, 100) >= 0);
                }
                return true;
            });

            assertThat(store.find(replaced.digest())).contains(new Found(replaced, 3));
        }
    }

    @Test
    void theSchemaCanBeCreatedByEightAtOnce() throws Exception {
        for (int round = 0; round < Threads.ROUNDS; round++) {
            DataSource fresh = Memory.database();
            Threads.race(8, i -> () -> ResetDatabase.of(fresh).createSchema());

            StoredToken token = Memory.token();
            TokenStore created = ResetDatabase.of(fresh).tokenStore();
            created.save(token);
            assertThat(created.find(token.digest())).isPresent();
            Memory.execute(fresh, "SHUTDOWN");
        }
    }

    @Test
    void oneOfTwoWritersReplacesTheHash() throws Exception {
        ResetDatabase database = ResetDatabase.of(pool);
        JdbcAccounts accounts = database.accounts("users");
        Memory.execute(pool, "CREATE TABLE users (id INT PRIMARY KEY, email VARCHAR(100), password_hash VARCHAR(100))");
        for (int round = 0; round < Threads.ROUNDS; round++) {
            Memory.execute(pool, "DELETE FROM users", "INSERT INTO users VALUES (1, 'a@x.io', 'old')");
            Account judged = accounts.findById("1").orElseThrow();
            List<Boolean> won = Threads.race(
                    2,
                    i -> () -> untilDecided(
                            () -> accounts.update(PasswordUpdate.of(judged, "new" + i, "secret", Instant.EPOCH))));

            assertThat(won).containsExactlyInAnyOrder(true, false);
            assertThat(accounts.findById("1"))
                    .hasValueSatisfying(
                            account -> assertThat(account.passwordHash()).contains("new" + won.indexOf(true)));
        }
    }

    /** Claim and password in one unit, sixteen at once, each repeated while the database cannot tell. */
    @ParameterizedTest
    @ValueSource(strings = {"READ_COMMITTED", "REPEATABLE_READ", "SERIALIZABLE"})
    void oneOfSixteenUnitsChangesThePassword(String isolation) throws Exception {
        Memory.execute(
                pool,
                "CREATE TABLE users (id INT PRIMARY KEY, email VARCHAR(100), password_hash VARCHAR(100))",
                "INSERT INTO users VALUES (1, 'a@x.io', 'old')");
        try (HikariDataSource isolated = isolated(isolation)) {
            ResetDatabase database = ResetDatabase.of(isolated);
            TokenStore racing = database.tokenStore();
            JdbcAccounts accounts = database.accounts("users");
            for (int round = 0; round < Threads.ROUNDS; round++) {
                StoredToken token = Memory.token();
                racing.save(token);
                String mark = "round" + round + "-";
                List<Boolean> changed = Threads.race(
                        THREADS,
                        i -> () -> untilDecided(() -> racing.transactionally(() -> {
                            StoredToken seen =
                                    racing.find(token.digest()).orElseThrow().token();
                            return seen.state() == StoredToken.State.LIVE
                                    && racing.swap(seen, Memory.claimed(seen))
                                    && accounts.update(PasswordUpdate.of(
                                            accounts.findById("1").orElseThrow(), mark + i, "secret", Instant.EPOCH));
                        })));

                assertThat(changed).containsOnlyOnce(true);
                assertThat(accounts.findById("1"))
                        .hasValueSatisfying(
                                account -> assertThat(account.passwordHash()).contains(mark + changed.indexOf(true)));
            }
        }
    }

    private static boolean untilDecided(BooleanSupplier work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.getAsBoolean();
            } catch (ConflictException e) {
                assertThat(attempt).as("attempts").isLessThan(100);
            }
        }
    }

    private HikariDataSource isolated(String isolation) {
        HikariConfig config = poolOf(pool.getDataSource());
        config.setTransactionIsolation("TRANSACTION_" + isolation);
        return new HikariDataSource(config);
    }

    private static HikariConfig poolOf(DataSource source) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(THREADS);
        return config;
    }
}
