package dev.resetta.jdbc;

import dev.resetta.token.TokenStore.ConflictException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.util.Objects;
import java.util.regex.Pattern;

/** Resetta's tables: the text of the schema file, and how it gets into a database in which others may do the same. */
final class Schema {
    private static final Pattern END_OF_STATEMENT = Pattern.compile(";\\s*\n");
    private static final String IF_NOT_EXISTS = "IF NOT EXISTS";
    private static final String FAILED = "The tables could not be created.";

    private static final String PROBE = """
            SELECT number
              FROM {prefix}slot
             WHERE 1 = 0
            """;

    private final Units units;

    Schema(Units units) {
        this.units = units;
    }

    String text() {
        return units.names().in(read(units.product().schemaFile()));
    }

    /** What is there already stays as it is, so the whole may be repeated. */
    void create() {
        String text = text();
        try {
            units.run(FAILED, session -> create(text, session));
        } catch (ConflictException e) {
            SQLException error = Causes.databaseError(e);
            throw error == null ? e : new ResetDatabaseException(FAILED, error);
        }
    }

    private static boolean create(String text, Session session) throws SQLException {
        // Standard SQL cannot create what is not there yet, so there the whole is there or not.
        if (text.contains(IF_NOT_EXISTS) || !exists(session)) {
            for (String sql : END_OF_STATEMENT.split(text, 0)) {
                try (PreparedStatement statement = session.prepareAsIs(sql)) {
                    statement.execute();
                } catch (SQLException e) {
                    throw session.dialect().isSchemaRace(e) ? race(e) : e;
                }
            }
        }
        return true;
    }

    /** Lost to another process, which is a conflict like any other: undo and repeat. */
    private static SQLException race(SQLException error) {
        return new SQLTransactionRollbackException(
                "Another process was creating the same table or index.", "40001", error.getErrorCode(), error);
    }

    private static boolean exists(Session session) {
        try (PreparedStatement probe = session.prepare(PROBE)) {
            probe.execute();
            return true;
        } catch (SQLException thereIsNone) {
            return false;
        }
    }

    private static String read(String file) {
        try (InputStream in = Objects.requireNonNull(Schema.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The schema file " + file + " of this jar cannot be read.", e);
        }
    }
}
