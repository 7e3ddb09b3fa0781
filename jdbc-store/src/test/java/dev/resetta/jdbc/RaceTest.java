package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Many threads, one row, on every database at three isolation levels: the count is wrong when the race is lost. */
@ParameterizedClass
@MethodSource("dev.resetta.jdbc.Database#isolated")
class RaceTest {
    private static final int THREADS = 16;
    private static final int ROUNDS = Threads.THOROUGH ? 300 : 2;

    @Parameter(0)
    Database database;

    @Parameter(1)
    String isolation;

    private HikariDataSource source;
    private ResetDatabase racing;
    private TokenStore store;

    @BeforeEach
    void createTables() {
        source = database.fresh(isolation);
        racing = ResetDatabase.of(source).createSchema();
        store = racing.tokenStore();
    }

    @Test
    void oneOfSixteenSwapsWins() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            StoredToken seen = Memory.token();
            store.save(seen);
            List<StoredToken> winners = Threads.race(THREADS, i -> () -> {
                        StoredToken next = Memory.claimed(seen);
                        return untilDecided(() -> store.swap(seen, next)) ? List.of(next) : List.<StoredToken>of();
                    })
                    .stream()
                    .flatMap(List::stream)
                    .toList();

            assertThat(winners).hasSize(1);
            assertThat(store.find(seen.digest())).contains(new Found(winners.get(0), 0));
        }
    }

    @Test
    void sixteenSupersedesLeaveTheHighestNumber() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            StoredToken token = Memory.token();
            store.save(token);
            long[] numbers = ThreadLocalRandom.current().longs(THREADS, 1, 1000).toArray();
            Threads.race(THREADS, i -> () -> {
                store.supersede(token.slot(), numbers[i]);
                return true;
            });

            assertThat(store.find(token.digest()))
                    .map(Found::slotNumber)
                    .contains(LongStream.of(numbers).max().orElseThrow());
        }
    }

    @Test
    void aSlotRaisedWhileItIsPurgedIsNotLost() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
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
    void oneOfTwoWritersReplacesTheHash() throws Exception {
        JdbcAccounts accounts = createAccounts();
        for (int round = 0; round < ROUNDS; round++) {
            Account judged = accounts.findById("1").orElseThrow();
            String mark = "round" + round + "-";
            List<Boolean> won = Threads.race(
                    2,
                    i -> () -> untilDecided(
                            () -> accounts.update(PasswordUpdate.of(judged, mark + i, "secret", Instant.EPOCH))));

            assertThat(won).containsExactlyInAnyOrder(true, false);
            assertThat(hash()).isEqualTo(mark + won.indexOf(true));
        }
    }

    /** Claim and password in one unit, each repeated while the database cannot tell. */
    @Test
    void oneOfSixteenUnitsChangesThePassword() throws Exception {
        JdbcAccounts accounts = createAccounts();
        for (int round = 0; round < ROUNDS; round++) {
            StoredToken token = Memory.token();
            store.save(token);
            String mark = "round" + round + "-";
            List<Boolean> changed = Threads.race(
                    THREADS,
                    i -> () -> untilDecided(() -> store.transactionally(() -> {
                        StoredToken seen =
                                store.find(token.digest()).orElseThrow().token();
                        return seen.state() == StoredToken.State.LIVE
                                && store.swap(seen, Memory.claimed(seen))
                                && accounts.update(PasswordUpdate.of(
                                        accounts.findById("1").orElseThrow(), mark + i, "secret", Instant.EPOCH));
                    })));

            assertThat(changed).containsOnlyOnce(true);
            assertThat(hash()).isEqualTo(mark + changed.indexOf(true));
        }
    }

    private JdbcAccounts createAccounts() {
        Memory.execute(
                source,
                "CREATE TABLE users (id INT PRIMARY KEY, email VARCHAR(100), password_hash VARCHAR(100))",
                "INSERT INTO users VALUES (1, 'a@x.io', 'old')");
        return racing.accounts("users");
    }

    private String hash() {
        return Memory.select(source, "SELECT password_hash FROM users");
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
}
