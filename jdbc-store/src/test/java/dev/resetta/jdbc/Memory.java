package dev.resetta.jdbc;

import dev.resetta.account.Account;
import dev.resetta.account.PasswordUpdate;
import dev.resetta.token.StoredToken;
import dev.resetta.token.TokenPolicy;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** A fresh H2 database in memory, and rows to put into it. */
final class Memory {
    static final Instant NOW = Instant.parse("2026-11-21T10:15:30.123Z");

    private static final SecureRandom RANDOM = new SecureRandom();

    private Memory() {}

    static DataSource database() {
        return database("");
    }

    /** With further settings of H2, each beginning with a semicolon. */
    static DataSource database(String settings) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1" + settings);
        return source;
    }

    static String digest() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    static StoredToken token() {
        return token("", "alice", digest(), 1, NOW.plus(30, ChronoUnit.MINUTES));
    }

    static StoredToken token(String realm, String accountId, String slot, long number, Instant expiresAt) {
        return new StoredToken(
                digest(),
                digest(),
                slot,
                number,
                realm,
                accountId,
                TokenPolicy.Kind.ONE_TIME,
                "",
                digest(),
                NOW,
                expiresAt,
                0,
                StoredToken.State.LIVE);
    }

    /** The row as a claim leaves it. */
    static StoredToken claimed(StoredToken seen) {
        return changed(seen, StoredToken.State.USED, seen.uses() + 1);
    }

    static StoredToken changed(StoredToken seen, StoredToken.State state, int uses) {
        return new StoredToken(
                seen.digest(),
                seen.cancelDigest(),
                seen.slot(),
                seen.number(),
                seen.realm(),
                seen.accountId(),
                seen.kind(),
                seen.keyId(),
                digest(),
                seen.issuedAt(),
                seen.expiresAt(),
                uses,
                state);
    }

    static void execute(DataSource source, String... statements) {
        try (Connection connection = source.getConnection()) {
            for (String sql : statements) {
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    statement.execute();
                }
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Runs a statement with values. */
    static void write(DataSource source, String sql, Object... values) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** An exception with all that led to it, as a log prints it. */
    static String trace(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    /** All rows, column by column as text. */
    static List<List<String>> rows(DataSource source, String sql) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            List<List<String>> rows = new ArrayList<>();
            while (row.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    columns.add(String.valueOf(row.getString(i)));
                }
                rows.add(columns);
            }
            return rows;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** A new hash for an account as it was judged. */
    static PasswordUpdate update(Account judged, String newHash) {
        return PasswordUpdate.of(judged, newHash, "secret", NOW);
    }

    /** The first column of the first row, as text. */
    static String select(DataSource source, String sql) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getString(1) : "(no row)";
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
