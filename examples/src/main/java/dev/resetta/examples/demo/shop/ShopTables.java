package dev.resetta.examples.demo.shop;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import javax.sql.DataSource;

/** The shop's own tables, in SQL that PostgreSQL, MariaDB and H2 all understand. */
public final class ShopTables {
    private ShopTables() {}

    /** Creates those that are not there yet. */
    public static void create(DataSource dataSource) {
        Sql sql = new Sql(dataSource);
        for (String statement : text().split(";", -1)) {
            if (!statement.isBlank()) {
                sql.write(statement);
            }
        }
    }

    private static String text() {
        try (InputStream file = ShopTables.class.getResourceAsStream("tables.sql")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
