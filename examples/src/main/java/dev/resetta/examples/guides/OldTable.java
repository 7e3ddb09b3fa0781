package dev.resetta.examples.guides;

import dev.resetta.account.Account;
import dev.resetta.jdbc.ResetDatabase;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenVerdict;
import dev.resetta.token.TokenVerdict.Bad;
import dev.resetta.token.TokenVerdict.Good;
import dev.resetta.token.TokenVerdict.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Links that are in a table of the application's own, from before it moved to Resetta. None is minted any more; those that are out
 * stay good until they expire, and get what the old code may have lacked: of two who use one at once one wins, a refused password
 * costs no link, and an account that was disabled has none. They die with the password if the updater calls {@link #endAll}.
 *
 * <p>The table has to be in the database of the accounts, so that link and password change in one transaction.
 */
public final class OldTable implements TokenIssuer {
    private final ResetDatabase db;
    private final Statements sql;
    private final UnaryOperator<String> stored;

    /**
     * What is asked of the table.
     *
     * @param find selects a token as it is stored, the id of its account, and its expiry, by the token as it is stored
     * @param claim deletes the row of a token, by the same
     * @param endAll deletes all rows of an account, by its id, which is handed over as text
     */
    public record Statements(String find, String claim, String endAll) {}

    private record Row(String accountId, Instant expiresAt, String linkId) {}

    /** A table that holds tokens as they are in the links. */
    public OldTable(ResetDatabase db, Statements sql) {
        this(db, sql, UnaryOperator.identity());
    }

    private OldTable(ResetDatabase db, Statements sql, UnaryOperator<String> stored) {
        this.db = db;
        this.sql = sql;
        this.stored = stored;
    }

    /** The same for a table that holds something else in place of the token, such as its {@linkplain Digest#of digest}. */
    public OldTable storing(UnaryOperator<String> form) {
        return new OldTable(db, sql, form);
    }

    @Override
    public Issued issue(Account account, Scope scope) {
        throw new UnsupportedOperationException("No link of the old scheme is issued any more.");
    }

    @Override
    public TokenVerdict judge(String token, Scope scope) {
        Row row = find(token).orElse(null);
        if (row == null) {
            return new Bad(Reason.UNKNOWN);
        }
        if (!scope.now().isBefore(row.expiresAt())) {
            return new Bad(Reason.EXPIRED, row.accountId(), row.linkId());
        }
        Account account = scope.accounts().findById(row.accountId()).orElse(null);
        if (account == null) {
            return new Bad(Reason.NO_ACCOUNT, row.accountId(), row.linkId());
        }
        return account.isEligible()
                ? new Good(account, row.expiresAt(), row.linkId())
                : new Bad(Reason.INELIGIBLE, row.accountId(), row.linkId());
    }

    /** Judging has locked the account, so of two who come at once the second waits there, and finds the row gone. */
    @Override
    public TokenVerdict redeem(String token, Scope scope, PasswordWrite write) {
        return TokenIssuer.super.redeem(
                token, scope, account -> isClaimed(token) ? write.to(account) : PasswordWrite.Outcome.NOT_WRITTEN);
    }

    /** Ends every old link of an account. Always true, so that an updater may end with it. */
    public boolean endAll(String accountId) {
        delete(sql.endAll(), accountId);
        return true;
    }

    /** Whether the row was there until now: its deletion decides who uses the link. */
    private boolean isClaimed(String token) {
        return delete(sql.claim(), stored.apply(token)) == 1;
    }

    private int delete(String statement, String value) {
        return db.inTransaction(connection -> {
            try (PreparedStatement delete = connection.prepareStatement(statement)) {
                delete.setString(1, value);
                return delete.executeUpdate();
            }
        });
    }

    private Optional<Row> find(String token) {
        String form = stored.apply(token);
        return db.inTransaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql.find())) {
                select.setString(1, form);
                try (ResultSet rows = select.executeQuery()) {
                    // Many a collation finds a token that is spelled otherwise.
                    return rows.next() && equal(rows.getString(1), form)
                            ? Optional.of(new Row(
                                    rows.getString(2), rows.getTimestamp(3).toInstant(), Digest.linkId(token)))
                            : Optional.empty();
                }
            }
        });
    }

    private static boolean equal(String expected, String presented) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
    }
}
