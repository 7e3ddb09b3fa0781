package dev.resetta.examples.demo.shop;

import dev.resetta.examples.demo.shop.Users.User;
import dev.resetta.examples.demo.web.RandomText;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Who is signed in, kept where all nodes of a shop find it.
 *
 * <p>A browser holds a session's id, the table its digest: who can read the table cannot go on with anybody's session. A
 * session belongs to the password it was opened under and is worth nothing under another one. So a sign-in that was still
 * verifying the old password while a reset ended all sessions gains nothing either.
 */
public final class Sessions {
    private static final Duration LIFETIME = Duration.ofHours(8);
    private static final int ID_BYTES = 32;

    private static final String INSERT = """
            INSERT INTO sessions (digest, user_id, password_digest, expires_at)
            VALUES (?, ?, ?, ?)
            """;

    private static final String FIND = """
            SELECT user_id, password_digest
            FROM sessions
            WHERE digest = ? AND expires_at > ?
            """;

    private static final String DELETE_UNDER_OTHER_PASSWORDS = """
            DELETE FROM sessions
            WHERE user_id = ? AND password_digest <> ?
            """;

    private final Sql sql;
    private final Users users;
    private final Clock clock;

    public Sessions(DataSource dataSource, Users users, Clock clock) {
        this.sql = new Sql(dataSource);
        this.users = users;
        this.clock = clock;
    }

    /** Begins a session under a new id, so that nobody can know it beforehand. */
    String begin(User user) {
        long now = clock.millis();
        sql.write("DELETE FROM sessions WHERE expires_at <= ?", now);
        String id = RandomText.of(ID_BYTES);
        sql.write(INSERT, Digest.of(id), user.id(), Digest.of(user.passwordHash()), now + LIFETIME.toMillis());
        return id;
    }

    /** Finds out whose session this is; empty if it is over. */
    Optional<User> userOf(String id) {
        return sql.first(FIND, row -> new Session(row.getString(1), row.getString(2)), Digest.of(id), clock.millis())
                .flatMap(session -> users.findById(session.userId()).filter(session::isOpenFor));
    }

    void end(String id) {
        sql.write("DELETE FROM sessions WHERE digest = ?", Digest.of(id));
    }

    /**
     * Ends every session of a user, on whatever device, but those that were opened under the password that is good now.
     *
     * <p>A reset calls this twice, and by the second time somebody may have signed in with the new password.
     */
    public void endAll(String userId) {
        String digest = users.findById(userId)
                .map(user -> Digest.of(user.passwordHash()))
                .orElse("");
        sql.write(DELETE_UNDER_OTHER_PASSWORDS, userId, digest);
    }

    private record Session(String userId, String passwordDigest) {
        boolean isOpenFor(User user) {
            return passwordDigest.equals(Digest.of(user.passwordHash()));
        }
    }
}
