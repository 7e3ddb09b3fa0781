package dev.resetta.examples.demo.desk;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * The table of the events. Its statements run unchanged on H2, PostgreSQL and MariaDB.
 *
 * @param dataSource the shop's database
 */
record EventTable(DataSource dataSource) {
    private static final String CREATE_TABLE = """
            CREATE TABLE IF NOT EXISTS desk_events (
                happened_at   BIGINT NOT NULL,
                id            VARCHAR(40) NOT NULL,
                realm         VARCHAR(100) NOT NULL,
                kind          VARCHAR(40) NOT NULL,
                account_id    VARCHAR(200),
                link_id       VARCHAR(100),
                operator_name VARCHAR(100),
                detail        VARCHAR(1000) NOT NULL,
                PRIMARY KEY (happened_at, id)
            )
            """;

    private static final String CREATE_INDEX = """
            CREATE INDEX IF NOT EXISTS desk_events_by_account
            ON desk_events (account_id, happened_at, id)
            """;

    private static final String INSERT = """
            INSERT INTO desk_events (happened_at, id, realm, kind, account_id, link_id, operator_name, detail)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String LATEST_OF_ALL = """
            SELECT happened_at, id, realm, kind, account_id, link_id, operator_name, detail
            FROM desk_events
            WHERE happened_at <= ? AND (happened_at < ? OR id < ?)
            ORDER BY happened_at DESC, id DESC
            LIMIT ?
            """;

    private static final String LATEST_OF_ACCOUNT = """
            SELECT happened_at, id, realm, kind, account_id, link_id, operator_name, detail
            FROM desk_events
            WHERE account_id = ? AND happened_at <= ? AND (happened_at < ? OR id < ?)
            ORDER BY happened_at DESC, id DESC
            LIMIT ?
            """;

    private static final String DELETE_BEFORE = """
            DELETE FROM desk_events
            WHERE happened_at < ?
            """;

    void create() {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(CREATE_TABLE);
            statement.execute(CREATE_INDEX);
        } catch (SQLException e) {
            throw new IllegalStateException("The table of the events could not be created.", e);
        }
    }

    void insert(EventRow row) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setLong(1, row.at().toEpochMilli());
            statement.setString(2, row.id());
            statement.setString(3, row.realm());
            statement.setString(4, row.kind());
            statement.setString(5, row.accountId());
            statement.setString(6, row.linkId());
            statement.setString(7, row.operator());
            statement.setString(8, row.detail());
            statement.executeUpdate();
        }
    }

    void deleteBefore(Instant instant) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(DELETE_BEFORE)) {
            statement.setLong(1, instant.toEpochMilli());
            statement.executeUpdate();
        }
    }

    /** The latest rows before a place, the newest first. */
    List<EventRow> latest(Place before, int count) {
        return select(LATEST_OF_ALL, before.millis(), before.millis(), before.id(), count);
    }

    /** The latest rows of an account before a place, the newest first. */
    List<EventRow> latestOf(String accountId, Place before, int count) {
        return select(LATEST_OF_ACCOUNT, accountId, before.millis(), before.millis(), before.id(), count);
    }

    private List<EventRow> select(String sql, Object... values) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            List<EventRow> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(row(rows));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("The events could not be read.", e);
        }
    }

    private static EventRow row(ResultSet row) throws SQLException {
        return new EventRow(
                Instant.ofEpochMilli(row.getLong(1)),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8));
    }

    /**
     * A place in the order of the events.
     *
     * @param millis the instant
     * @param id among those of the same instant
     */
    record Place(long millis, String id) {
        static final Place END = new Place(Long.MAX_VALUE, "");

        static Place of(EventRow row) {
            return new Place(row.at().toEpochMilli(), row.id());
        }
    }
}
