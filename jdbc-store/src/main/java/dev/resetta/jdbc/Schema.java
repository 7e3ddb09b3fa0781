package dev.resetta.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import java.util.regex.Pattern;

/** Resetta's tables: the text of the schema file, and how it gets into a database in which others may do the same. */
final class Schema {
    /** Each repetition finds more of what another process has created, so a few are enough. */
    private static final int ATTEMPTS = 10;

    private static final Pattern END_OF_STATEMENT = Pattern.compile(";\\s*\n");
    private static final String IF_NOT_EXISTS = "IF NOT EXISTS";

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

    void create() {
        String text = text();
        units.run("The tables could not be created.", session -> {
            // Standard SQL cannot create what is not there yet, so there the whole is there or not.
            if (text.contains(IF_NOT_EXISTS) || !exists(session)) {
                for (String statement : END_OF_STATEMENT.split(text, 0)) {
                    create(statement, session);
                }
            }
            return true;
        });
    }

    private static boolean exists(Session session) {
        try (PreparedStatement probe = session.prepare(PROBE)) {
            probe.executeQuery().close();
            return true;
        } catch (SQLException thereIsNone) {
            return false;
        }
    }

    private static void create(String statement, Session session) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try (PreparedStatement prepared = session.connection().prepareStatement(statement)) {
                prepared.execute();
                return;
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || !session.dialect().isSchemaRace(e)) {
                    throw e;
                }
            }
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
