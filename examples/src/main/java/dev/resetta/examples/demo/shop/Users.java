package dev.resetta.examples.demo.shop;

import dev.resetta.examples.demo.web.RandomText;
import dev.resetta.password.Argon2id;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** The shop's customers, and whether somebody is one of them. The reset works on the same table. */
public final class Users {
    private static final String INSERT = """
            INSERT INTO users (id, email, name, password_hash, disabled)
            VALUES (?, ?, ?, ?, ?)
            """;

    private static final String FIND_BY_LOGIN = """
            SELECT id, email, name, password_hash, disabled
            FROM users
            WHERE LOWER(email) = LOWER(?) OR LOWER(name) = LOWER(?)
            """;

    private static final String FIND_BY_ID = """
            SELECT id, email, name, password_hash, disabled
            FROM users
            WHERE id = ?
            """;

    private final Sql sql;
    private final Argon2id hasher;
    private final String hashOfNobody;

    public Users(DataSource dataSource, Argon2id hasher) {
        this.sql = new Sql(dataSource);
        this.hasher = hasher;
        this.hashOfNobody = hasher.hash(RandomText.of(32));
    }

    /** Adds people if there is nobody yet, as in a new database. */
    public void addIfNobodyIsThere(List<DemoAccounts.Person> people) {
        if (sql.first("SELECT id FROM users", row -> row.getString(1)).isEmpty()) {
            people.forEach(this::add);
        }
    }

    private void add(DemoAccounts.Person person) {
        String id = UUID.randomUUID().toString();
        sql.write(INSERT, id, person.email(), person.name(), hasher.hash(person.password()), person.disabled());
    }

    /**
     * Finds the enabled user with this address or user name and this password.
     *
     * <p>One password is verified whoever is meant, so that neither answer nor time tells who has an account.
     */
    Optional<User> signIn(String login, String password) {
        Optional<User> found = find(login);
        boolean fits = hasher.verify(password, found.map(User::passwordHash).orElse(hashOfNobody));
        return found.filter(user -> fits && !user.disabled());
    }

    /** What a try to sign in counts for: the account, in whatever way it was spelled, or else what was typed. */
    String countedAs(String login) {
        return find(login).map(User::id).orElse(login);
    }

    private Optional<User> find(String login) {
        boolean isText = login.indexOf('\0') < 0; // not every database takes it
        return isText ? sql.first(FIND_BY_LOGIN, Users::user, login, login) : Optional.empty();
    }

    /** Finds an enabled user. */
    Optional<User> findById(String id) {
        return sql.first(FIND_BY_ID, Users::user, id).filter(user -> !user.disabled());
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
