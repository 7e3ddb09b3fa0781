package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.account.PasswordUpdate;
import dev.resetta.token.StoredToken;
import dev.resetta.token.TokenStore;
import dev.resetta.token.TokenStore.ConflictException;
import dev.resetta.token.TokenStore.Found;
import dev.resetta.token.TokenStore.OutcomeUnknownException;
import java.time.Instant;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every single JDBC call of a unit fails once, before or after it was carried out: never a half.
 *
 * <p>H2 has all kinds of faults and every other database one, or all with {@code -Dresetta.thorough=true}.
 */
@ParameterizedClass(name = "{0}: fails {1} it was carried out, {2}, {3}")
@MethodSource("cases")
class FaultTest {
    @Parameter(0)
    Database database;

    @Parameter(1)
    String when;

    @Parameter(2)
    String sqlState;

    @Parameter(3)
    String which;

    private DataSource source;
    private TokenStore truth;

    static Stream<Arguments> cases() {
        List<List<String>> faults = List.of(
                List.of("after", "08006", "one call"),
                List.of("before", "08006", "all from there on"),
                List.of("after", "08006", "one call and the rollback"),
                List.of("before", "40001", "one call"),
                List.of("before", "08006", "one call"),
                List.of("before", "40001", "all from there on"),
                List.of("after", "08006", "all from there on"),
                List.of("before", "08006", "one call and the rollback"),
                List.of("before", "HYT00", "one call"),
                List.of("after", "HYT00", "one call"),
                List.of("before", "no SQLState", "one call"),
                List.of("after", "no SQLState", "all from there on"));
        return Database.tested()
                .flatMap(database -> faults.stream()
                        .filter(fault -> database.has(faults.indexOf(fault)))
                        .map(fault -> Arguments.of(database, fault.get(0), fault.get(1), fault.get(2))));
    }

    @BeforeEach
    void createTables() {
        source = database.fresh();
        truth = ResetDatabase.of(source).createSchema().tokenStore();
        Memory.execute(
                source,
                "CREATE TABLE users (id VARCHAR(20) PRIMARY KEY, email VARCHAR(100), password_hash VARCHAR(100))");
    }

    @Test
    void aUnitIsWholeOrNothingWhicheverCallFails() {
        int calls = callsOfAnUndisturbedUnit();
        int whole = 0;
        for (int k = 1; k <= calls; k++) {
            int failing = k;
            BiPredicate<Integer, String> fails = switch (which) {
                case "one call" -> (number, name) -> number == failing;
                case "all from there on" -> (number, name) -> number >= failing;
                default -> (number, name) -> number == failing || name.equals("Connection.rollback");
            };
            WatchedDataSource watched = new WatchedDataSource(source).holding(1).withState(sqlState);
            if (sqlState.equals("no SQLState")) {
                watched.throwingRuntimeExceptions();
            }
            if (when.equals("before")) {
                watched.failingBefore(fails);
            } else {
                watched.failingAfter(fails);
            }
            StoredToken token = freshRows();

            Outcome outcome = redeem(watched.source(), token);

            boolean claimed = isClaimed(token);
            String call = "call " + k + " of " + watched.calls();
            assertThat(hash()).as(call).isEqualTo(claimed ? "new" : "old");
            switch (outcome) {
                case CHANGED -> assertThat(claimed).as(call).isTrue();
                case UNDONE -> assertThat(claimed).as(call).isFalse();
                case UNKNOWN -> assertThat(watched.calls()).as(call).contains("Connection.commit");
            }
            assertThat(watched.connectionsOut()).as(call).isZero();
            assertThat(redeem(source, token))
                    .as("another try after " + call)
                    .isEqualTo(claimed ? Outcome.UNDONE : Outcome.CHANGED);
            whole += claimed ? 1 : 0;
        }
        assertThat(whole).as("changed in spite of the fault, of " + calls).isLessThan(calls);
    }

    private int callsOfAnUndisturbedUnit() {
        WatchedDataSource watched = new WatchedDataSource(source).holding(1);
        assertThat(redeem(watched.source(), freshRows())).isEqualTo(Outcome.CHANGED);
        return watched.calls().size();
    }

    private enum Outcome {
        CHANGED,
        UNDONE,
        UNKNOWN
    }

    /** The steps of a redemption, in their order. */
    private static Outcome redeem(DataSource from, StoredToken token) {
        ResetDatabase database = ResetDatabase.of(from);
        TokenStore store = database.tokenStore();
        JdbcAccounts accounts = database.accounts("users");
        try {
            boolean changed = store.transactionally(() -> {
                StoredToken seen = store.find(token.digest()).orElseThrow().token();
                return seen.state() == StoredToken.State.LIVE
                        && store.swap(seen, Memory.claimed(seen))
                        && accounts.update(PasswordUpdate.of(
                                accounts.findById("alice").orElseThrow(), "new", "secret", Instant.EPOCH));
            });
            return changed ? Outcome.CHANGED : Outcome.UNDONE;
        } catch (ConflictException e) {
            return Outcome.UNDONE;
        } catch (OutcomeUnknownException e) {
            return Outcome.UNKNOWN;
        } catch (ResetDatabaseException e) {
            return Outcome.UNDONE;
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageStartingWith("injected");
            return Outcome.UNDONE;
        }
    }

    private StoredToken freshRows() {
        Memory.execute(
                source,
                "DELETE FROM resetta_token",
                "DELETE FROM users",
                "INSERT INTO users VALUES ('alice', 'alice@example.com', 'old')");
        StoredToken token = Memory.token();
        truth.save(token);
        return token;
    }

    private boolean isClaimed(StoredToken token) {
        return truth.find(token.digest())
                .map(Found::token)
                .map(row -> row.state() == StoredToken.State.USED)
                .orElseThrow();
    }

    private String hash() {
        return Memory.select(source, "SELECT password_hash FROM users WHERE id = 'alice'");
    }
}
