package dev.resetta.jdbc;

import dev.resetta.token.StoredToken;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenStore;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Token rows in two tables. */
final class JdbcTokenStore implements TokenStore {
    private static final int LONGEST_REALM = 100;
    private static final int LONGEST_ACCOUNT_ID = 200;
    private static final int LONGEST_KEY_ID = 32;

    private final Units units;
    private final Purge purge;

    JdbcTokenStore(Units units) {
        this.units = units;
        this.purge = new Purge(units);
    }

    private static final String SAVE = """
            INSERT INTO {prefix}token (
                digest, cancel_digest, slot, number, realm, account_id, kind, key_id, seal, issued_at, expires_at, uses, state)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    @Override
    public void save(StoredToken token) {
        refuseIfTooLong("realm", token.realm(), LONGEST_REALM);
        refuseIfTooLong("account id", token.accountId(), LONGEST_ACCOUNT_ID);
        refuseIfTooLong("key id", token.keyId(), LONGEST_KEY_ID);
        run("The row of a new link could not be saved.", SAVE, statement -> {
            statement.setBytes(1, Digest.bytes(token.digest()));
            statement.setBytes(2, Digest.bytes(token.cancelDigest()));
            statement.setBytes(3, Digest.bytes(token.slot()));
            statement.setLong(4, token.number());
            statement.setString(5, token.realm());
            statement.setString(6, token.accountId());
            statement.setString(7, token.kind().name());
            statement.setString(8, token.keyId());
            statement.setBytes(9, Digest.bytes(token.seal()));
            statement.setLong(10, token.issuedAt().toEpochMilli());
            statement.setLong(11, token.expiresAt().toEpochMilli());
            statement.setInt(12, token.uses());
            statement.setString(13, token.state().name());
            return statement.executeUpdate();
        });
    }

    private static final String FIND = """
            SELECT t.digest, t.cancel_digest, t.slot, t.number, t.realm, t.account_id, t.kind, t.key_id, t.seal,
                   t.issued_at, t.expires_at, t.uses, t.state,
                   (SELECT s.number FROM {prefix}slot s WHERE s.slot = t.slot)
              FROM {prefix}token t
             WHERE t.digest = ?
            """;

    /** Locks a row where a select cannot. */
    private static final String TOUCH = """
            UPDATE {prefix}token
               SET uses = uses
             WHERE digest = ?
            """;

    /** Within a unit those who use one link wait for each other here, and each sees what the one before has left. */
    @Override
    public Optional<Found> find(String digest) {
        if (!Digest.isWellFormed(digest)) {
            return Optional.empty();
        }
        byte[] key = Digest.bytes(digest);
        boolean locks = units.isWithinUnit();
        return units.run("A link could not be looked up.", session -> {
            String lockingRead = session.dialect().lockingRead();
            if (locks && lockingRead.isEmpty()) {
                session.update(TOUCH, key);
            }
            try (PreparedStatement statement = session.prepare(locks ? FIND + lockingRead : FIND)) {
                statement.setBytes(1, key);
                return read(statement).stream().findFirst();
            }
        });
    }

    private static final String SWAP = """
            UPDATE {prefix}token
               SET seal = ?, uses = ?, state = ?
             WHERE digest = ? AND uses = ? AND state = ?
            """;

    @Override
    public boolean swap(StoredToken seen, StoredToken next) {
        return run("The row of a link could not be changed.", SWAP, statement -> {
            statement.setBytes(1, Digest.bytes(next.seal()));
            statement.setInt(2, next.uses());
            statement.setString(3, next.state().name());
            statement.setBytes(4, Digest.bytes(seen.digest()));
            statement.setInt(5, seen.uses());
            statement.setString(6, seen.state().name());
            return statement.executeUpdate() == 1;
        });
    }

    @Override
    public void supersede(String slot, long number) {
        byte[] key = Digest.bytes(slot);
        units.run("Earlier links could not be replaced.", session -> {
            if (!session.dialect().supersede(session, key, number)) {
                // Lost to another thread, which is a conflict like any other: undo and repeat.
                throw new SQLTransactionRollbackException(
                        "Another thread was making or deleting the same slot.", "40001", 0);
            }
            return true;
        });
    }

    private static final String FIND_BY_ACCOUNT = """
            SELECT t.digest, t.cancel_digest, t.slot, t.number, t.realm, t.account_id, t.kind, t.key_id, t.seal,
                   t.issued_at, t.expires_at, t.uses, t.state, s.number
              FROM {prefix}token t
              LEFT JOIN {prefix}slot s ON s.slot = t.slot
             WHERE t.realm = ? AND t.account_id = ?
             ORDER BY t.number DESC
            """;

    @Override
    public List<Found> findByAccount(String realm, String accountId) {
        List<Found> found = run("The links of an account could not be looked up.", FIND_BY_ACCOUNT, statement -> {
            statement.setString(1, realm);
            statement.setString(2, accountId);
            return read(statement);
        });
        // Looked at again, because a collation may take one account for another.
        return found.stream()
                .filter(row -> row.token().realm().equals(realm)
                        && row.token().accountId().equals(accountId))
                .toList();
    }

    @Override
    public int deleteExpired(Instant before, int limit) {
        return purge.deleteExpired(before, limit);
    }

    @Override
    public boolean transactionally(BooleanSupplier work) {
        return units.transactionally(work);
    }

    @Override
    public boolean inTransaction() {
        return units.isRunning();
    }

    @Override
    public void afterCommit(Runnable action) {
        units.afterCommit(action);
    }

    private <T> T run(String failed, String sql, Execution<T> execution) {
        return units.run(failed, session -> {
            try (PreparedStatement statement = session.prepare(sql)) {
                return execution.of(statement);
            }
        });
    }

    private static List<Found> read(PreparedStatement statement) throws SQLException {
        List<Found> found = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                StoredToken token = new StoredToken(
                        Digest.text(row.getBytes(1)),
                        Digest.text(row.getBytes(2)),
                        Digest.text(row.getBytes(3)),
                        row.getLong(4),
                        row.getString(5),
                        row.getString(6),
                        TokenPolicy.Kind.valueOf(row.getString(7)),
                        row.getString(8),
                        Digest.text(row.getBytes(9)),
                        Instant.ofEpochMilli(row.getLong(10)),
                        Instant.ofEpochMilli(row.getLong(11)),
                        row.getInt(12),
                        StoredToken.State.valueOf(row.getString(13)));
                found.add(new Found(token, row.getLong(14)));
            }
        }
        return found;
    }

    private static void refuseIfTooLong(String what, String value, int longest) {
        if (value.length() > longest) {
            throw new IllegalArgumentException(
                    "The " + what + " has " + value.length() + " characters, and the column holds " + longest + ".");
        }
    }

    @FunctionalInterface
    private interface Execution<T> {
        T of(PreparedStatement statement) throws SQLException;
    }
}
