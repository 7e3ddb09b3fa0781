package dev.resetta.examples.demo.shop;

import dev.resetta.examples.demo.web.RandomText;
import dev.resetta.password.Argon2id;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;

/** The shop's customers, and whether somebody is one of them. The reset works on the same table. */
public final class Users {
    private static final String CREATE_TABLE = """
            CREATE TABLE users (
                id            BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                email         VARCHAR_IGNORECASE(254) NOT NULL UNIQUE,
                name          VARCHAR_IGNORECASE(64) NOT NULL UNIQUE,
                password_hash VARCHAR(255) NOT NULL,
                disabled      BOOLEAN NOT NULL
            )
            """;

    private static final String INSERT = """
            INSERT INTO users (email, name, password_hash, disabled)
            VALUES (?, ?, ?, ?)
            """;

    private static final String FIND_BY_LOGIN = """
            SELECT id, email, name, password_hash, disabled
            FROM users
            WHERE email = ? OR name = ?
            """;

    private static final String FIND_BY_ID = """
            SELECT id, email, name, password_hash, disabled
            FROM users
            WHERE id = ?
            """;

    private final DataSource dataSource;
    private final Argon2id hasher;
    private final String hashOfNobody;

    public Users(DataSource dataSource, Argon2id hasher) {
        this.dataSource = dataSource;
        this.hasher = hasher;
        this.hashOfNobody = hasher.hash(RandomText.of(32));
    }

    public void createTable() {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(CREATE_TABLE);
        } catch (SQLException e) {
            throw new IllegalStateException("The table of the users could not be created.", e);
        }
    }

    public void add(DemoAccounts.Person person) {
        String hash = hasher.hash(person.password());
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setString(1, person.email());
            statement.setString(2, person.name());
            statement.setString(3, hash);
            statement.setBoolean(4, person.disabled());
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("A user could not be added.", e);
        }
    }

    /**
     * Finds the enabled user with this address or user name and this password.
     *
     * <p>One password is verified whoever is meant, so that neither answer nor time tells who has an account. A real shop
     * would limit the tries, too.
     */
    Optional<User> signIn(String login, String password) {
        Optional<User> found = find(FIND_BY_LOGIN, login, login);
        boolean fits = hasher.verify(password, found.map(User::passwordHash).orElse(hashOfNobody));
        return found.filter(user -> fits && !user.disabled());
    }

    /** Finds an enabled user. */
    Optional<User> findById(String id) {
        return find(FIND_BY_ID, id).filter(user -> !user.disabled());
    }

    private Optional<User> find(String sql, String... values) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(user(row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The users could not be read.", e);
        }
    }

    private static User user(ResultSet row) throws SQLException {
        return new User(row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getBoolean(5));
    }

    /** One row. */
    record User(String id, String email, String name, String passwordHash, boolean disabled) {
        /** Tells the id only. */
        @Override
        public String toString() {
            return "User[" + id + "]";
        }
    }
}
