package dev.resetta.jdbc;

import java.sql.SQLException;
import java.util.Set;

/** H2 2.x with its MVStore. */
final class H2Dialect implements Dialect {
    private static final String SUPERSEDE =
            """
            MERGE INTO {prefix}slot s
            USING (VALUES (CAST(? AS BINARY(32)), CAST(? AS BIGINT))) n (slot, number)
               ON s.slot = n.slot
             WHEN MATCHED THEN UPDATE SET number = GREATEST(s.number, n.number)
             WHEN NOT MATCHED THEN INSERT (slot, number) VALUES (n.slot, n.number)
            """;

    private static final String OLDEST_EXPIRED =
            """
            SELECT digest, slot, number, realm, account_id
              FROM {prefix}token
             WHERE expires_at < ?
             ORDER BY expires_at
             FETCH FIRST ? ROWS ONLY
            """;

    /** Deadlock or serialization failure; lock time-out; a row that changed under the statement. */
    private static final Set<String> CONFLICTS = Set.of("40001", "HYT00", "90131");

    private static final String DUPLICATE_KEY = "23505";

    /** A table or an index that exists already; two sessions in the catalogue at once. */
    private static final Set<String> SCHEMA_RACES = Set.of("42S01", "42S11", "23505", "40001", "HYT00", "90131");

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
