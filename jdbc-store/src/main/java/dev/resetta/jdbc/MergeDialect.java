package dev.resetta.jdbc;

import java.sql.SQLException;

/** What databases have in common that upsert by the standard's MERGE, which can meet a key that another thread has just made. */
abstract class MergeDialect extends Dialect {
    private static final String SUPERSEDE = """
            MERGE INTO {prefix}slot s
            USING (VALUES (CAST(? AS BINARY(32)), CAST(? AS BIGINT))) n (slot, number)
               ON s.slot = n.slot
             WHEN MATCHED THEN UPDATE SET number = GREATEST(s.number, n.number)
             WHEN NOT MATCHED THEN INSERT (slot, number) VALUES (n.slot, n.number)
            """;

    private static final String TAKE = """
            MERGE INTO {prefix}permit p
            USING (VALUES (CAST(? AS BINARY(32)), CAST(? AS BIGINT))) n (id, full_at)
               ON p.id = n.id
             WHEN MATCHED AND p.full_at <= CAST(? AS BIGINT) THEN UPDATE
              SET full_at = GREATEST(p.full_at, CAST(? AS BIGINT)) + CAST(? AS BIGINT)
             WHEN NOT MATCHED THEN INSERT (id, full_at) VALUES (n.id, n.full_at)
            """;

    @Override
    final boolean supersede(Session session, byte[] slot, long number) throws SQLException {
        return wrote(session, SUPERSEDE, slot, number);
    }

    @Override
    final boolean take(Session session, Permit p) throws SQLException {
        for (int tries = 1; ; tries++) {
            try {
                return session.update(TAKE, p.key(), p.first(), p.latest(), p.now(), p.interval()) > 0;
            } catch (SQLException e) {
                if (!isDuplicateKey(e) || tries > 1) {
                    throw e;
                }
            }
        }
    }
}
