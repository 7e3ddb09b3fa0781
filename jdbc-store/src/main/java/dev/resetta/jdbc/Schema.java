package dev.resetta.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import java.util.regex.Pattern;

/** Resetta's tables: the text of the schema file, and how it gets into a database in which others may do the same. */
final class Schema {
    /** Each repetition finds more of what another process has created, so a few are enough. */
    private static final int ATTEMPTS = 10;

    private static final Pattern END_OF_STATEMENT = Pattern.compile(";\\s*\n");

    private final Units units;
    private final String prefix;

    Schema(Units units, String prefix) {
        this.units = units;
        this.prefix = prefix;
    }

    /** Puts the table prefix into a statement. */
    static String prefixed(String sql, String prefix) {
        return sql.replace("{prefix}", prefix);
    }

    String text() {
        return prefixed(read(units.product().schemaFile()), prefix);
    }

    void create() {
        String text = text();
        units.run("The tables could not be created.", (connection, dialect) -> {
            for (String statement : END_OF_STATEMENT.split(text, 0)) {
                create(statement, connection, dialect);
            }
            return true;
        });
    }

    private static void create(String statement, Connection connection, Dialect dialect) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try (PreparedStatement prepared = connection.prepareStatement(statement)) {
                prepared.execute();
                return;
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || !dialect.isSchemaRace(e)) {
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
