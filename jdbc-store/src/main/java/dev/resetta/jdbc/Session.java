package dev.resetta.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements on one connection, in the dialect of its database and with the names of Resetta's tables. */
record Session(Connection connection, Dialect dialect, TableNames names) {

    /** Prepares a statement over Resetta's tables. */
    PreparedStatement prepare(String sql) throws SQLException {
        return prepareAsIs(names.in(sql));
    }

    /** Prepares a statement over the application's tables. */
    PreparedStatement prepareAsIs(String sql) throws SQLException {
        return connection.prepareStatement(sql);
    }

    /** Runs a statement over Resetta's tables and tells its row count. */
    int update(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        }
    }

    /** Runs a statement over Resetta's tables for each of some values, and tells how many rows it wrote. */
    int updateEach(String sql, List<Object[]> each) throws SQLException {
        try (PreparedStatement statement = prepare(sql)) {
            for (Object[] values : each) {
                bind(statement, values);
                statement.addBatch();
            }
            int rows = 0;
            for (int count : each.isEmpty() ? new int[0] : statement.executeBatch()) {
                // A driver need not count; each of these statements is of one key.
                rows += count == Statement.SUCCESS_NO_INFO ? 1 : count;
            }
            return rows;
        }
    }

    /** Prepares a statement over the application's tables with its values. */
    PreparedStatement prepare(AccountStatements.Bound bound) throws SQLException {
        PreparedStatement statement = prepareAsIs(bound.sql());
        try {
            bind(statement, bound.values().toArray());
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof byte[] bytes) {
                statement.setBytes(i + 1, bytes);
            } else {
                statement.setObject(i + 1, values[i]);
            }
        }
    }
}
