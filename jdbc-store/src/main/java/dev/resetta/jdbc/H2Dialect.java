package dev.resetta.jdbc;

import java.sql.SQLException;
import java.util.Set;

/** H2 2.x with its MVStore. */
final class H2Dialect implements Dialect {
    static final Dialect INSTANCE = new H2Dialect();

    private static final String SUPERSEDE = """
            MERGE INTO {prefix}slot s
            USING (VALUES (CAST(? AS BINARY(32)), CAST(? AS BIGINT))) n (slot, number)
               ON s.slot = n.slot
             WHEN MATCHED THEN UPDATE SET number = GREATEST(s.number, n.number)
             WHEN NOT MATCHED THEN INSERT (slot, number) VALUES (n.slot, n.number)
            """;

    private static final String OLDEST_EXPIRED = """
            SELECT digest, slot, number, realm, account_id
              FROM {prefix}token
             WHERE expires_at < ?
             ORDER BY expires_at
             FETCH FIRST ? ROWS ONLY
            """;

    /** The transaction was rolled back: a deadlock or a serialization failure. */
    private static final String ROLLED_BACK = "40001";

    /** The same; a lock time-out; a row that changed under the statement. */
    private static final Set<String> CONFLICTS = Set.of(ROLLED_BACK, "HYT00", "90131");

    private static final String DUPLICATE_KEY = "23505";

    /**
     * A table or an index that exists already, or two sessions in the catalogue at once. HY000 is an internal error by which
     * H2 notices that another session has made the index after IF NOT EXISTS found none; nothing is damaged.
     */
    private static final Set<String> SCHEMA_RACES =
            Set.of("42S01", "42S11", DUPLICATE_KEY, ROLLED_BACK, "HYT00", "90131", "HY000");

    private H2Dialect() {}

    @Override
    public String supersede() {
        return SUPERSEDE;
    }

    @Override
    public String oldestExpired() {
        return OLDEST_EXPIRED;
    }

    @Override
    public boolean isConflict(SQLException error) {
        return hasState(error, CONFLICTS);
    }

    @Override
    public boolean isLostCommit(SQLException error) {
        return ROLLED_BACK.equals(error.getSQLState());
    }

    @Override
    public boolean isDuplicateKey(SQLException error) {
        return DUPLICATE_KEY.equals(error.getSQLState());
    }

    @Override
    public boolean isSchemaRace(SQLException error) {
        return hasState(error, SCHEMA_RACES);
    }

    private static boolean hasState(SQLException error, Set<String> states) {
        return error.getSQLState() != null && states.contains(error.getSQLState());
    }
}
