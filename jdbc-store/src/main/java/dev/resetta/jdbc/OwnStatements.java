package dev.resetta.jdbc;

import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * Three statements that the application has written over its accounts, and that run as they are.
 *
 * @param byIdentifier with the typed text for each of its question marks
 * @param byId with one question mark
 * @param update with three: the new hash, the id, the expected hash
 */
record OwnStatements(String byIdentifier, String byId, String update) implements AccountStatements {

    OwnStatements {
        if (AccountStatements.questionMarks(byIdentifier) < 1) {
            throw refused("select by identifier", "at least one question mark, for what somebody typed", byIdentifier);
        }
        if (AccountStatements.questionMarks(byId) != 1) {
            throw refused("select by id", "exactly one question mark, for the id", byId);
        }
        if (AccountStatements.questionMarks(update) != 3) {
            throw refused(
                    "update",
                    "exactly three question marks, for the new hash, the id and the expected hash in this order",
                    update);
        }
    }

    private static IllegalArgumentException refused(String statement, String needed, String sql) {
        return new IllegalArgumentException("The " + statement + " needs " + needed + "; this one has "
                + AccountStatements.questionMarks(sql) + ": " + sql);
    }

    @Override
    public String description() {
        return byId;
    }

    @Override
    public Bound byIdentifier(String identifier) {
        int marks = AccountStatements.questionMarks(byIdentifier);
        return new Bound(byIdentifier, Collections.nCopies(marks, identifier));
    }

    @Override
    public Bound byId(Object id, String lock) {
        return Bound.of(byId, id);
    }

    @Override
    public Bound update(String newHash, Object id, @Nullable String expectedHash, Dialect dialect) {
        return Bound.of(update, newHash, id, expectedHash);
    }
}
