package dev.resetta.examples.demo.shop;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Statements of the shop, each on a connection of its own.
 *
 * @param dataSource the shop's database
 */
record Sql(DataSource dataSource) {

    /** Writes, and tells how many rows that changed. */
    int write(String sql, Object... values) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = prepare(connection, sql, values)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The shop's database refused to write.", e);
        }
    }

    /** Reads the first row, if there is one. */
    <T> Optional<T> first(String sql, Row<T> row, Object... values) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = prepare(connection, sql, values);
                ResultSet found = statement.executeQuery()) {
            return found.next() ? Optional.of(row.of(found)) : Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException("The shop's database could not be read.", e);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    /**
     * Makes something out of a row.
     *
     * @param <T> what it makes
     */
    @FunctionalInterface
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }
}
