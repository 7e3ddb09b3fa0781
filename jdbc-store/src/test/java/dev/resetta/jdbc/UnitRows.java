package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.account.Account;
import dev.resetta.account.PasswordUpdate;
import dev.resetta.token.StoredToken;
import dev.resetta.token.TokenStore;
import dev.resetta.token.TokenStore.ConflictException;
import dev.resetta.token.TokenStore.Found;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import javax.sql.DataSource;

/** A link and an account in one H2 database behind a data source that is watched and holds one connection. */
final class UnitRows {
    final DataSource source = Memory.database(";LOCK_TIMEOUT=200");
    final WatchedDataSource watched = new WatchedDataSource(source).holding(1);
    final ResetDatabase database = ResetDatabase.of(watched.source());
    final TokenStore store = database.tokenStore();
    final JdbcAccounts accounts = database.accounts("users");
    final StoredToken token = Memory.token();

    UnitRows() {
        ResetDatabase.of(source).createSchema().tokenStore().save(token);
        Memory.execute(
                source,
                "CREATE TABLE users (id VARCHAR(20) PRIMARY KEY, email VARCHAR(100), password_hash VARCHAR(100))",
                "INSERT INTO users VALUES ('alice', 'alice@example.com', 'old'), ('bob', 'bob@example.com', 'old')");
    }

    boolean claim() {
        return store.swap(token, Memory.claimed(token));
    }

    boolean change() {
        return accounts.update(update(accounts.findById("alice").orElseThrow()));
    }

    static PasswordUpdate update(Account account) {
        return PasswordUpdate.of(account, "new", "secret", Instant.EPOCH);
    }

    static int update(Connection connection, String hash) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("UPDATE users SET password_hash = ? WHERE id = 'alice'")) {
            statement.setString(1, hash);
            return statement.executeUpdate();
        }
    }

    boolean isClaimed() {
        return ResetDatabase.of(source)
                .tokenStore()
                .find(token.digest())
                .map(Found::token)
                .filter(row -> row.state() == StoredToken.State.USED && row.uses() == 1)
                .isPresent();
    }

    String hash() {
        return Memory.select(source, "SELECT password_hash FROM users WHERE id = 'alice'");
    }

    void assertThatNothingHappened() {
        assertThat(ResetDatabase.of(source).tokenStore().find(token.digest())).contains(new Found(token, 0));
        assertThat(hash()).isEqualTo("old");
        assertThat(watched.connectionsOut()).isZero();
    }

    /** Holds Alice's row in another transaction meanwhile. */
    void assertThatConflictsWhileLocked(Runnable work) throws SQLException {
        try (Connection other = source.getConnection()) {
            other.setAutoCommit(false);
            update(other, "locked");
            assertThatThrownBy(work::run).isInstanceOf(ConflictException.class);
            other.rollback();
        }
        assertThat(watched.connectionsOut()).isZero();
    }
}
