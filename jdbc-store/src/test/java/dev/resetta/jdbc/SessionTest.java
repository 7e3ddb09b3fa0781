package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Statements for many keys at once. */
class SessionTest {
    @Test
    void aDriverThatDoesNotCountHasWrittenEachRow() throws Exception {
        PreparedStatement batch =
                proxy(PreparedStatement.class, "executeBatch", new int[] {Statement.SUCCESS_NO_INFO, 1, 0});
        Connection connection = proxy(Connection.class, "prepareStatement", batch);
        Session session = new Session(connection, Dialect.STANDARD, TableNames.DEFAULT);

        assertThat(session.updateEach(
                        "DELETE FROM {prefix}slot WHERE slot = ?",
                        List.of(new Object[] {"a"}, new Object[] {"b"}, new Object[] {"c"})))
                .isEqualTo(2);
        assertThat(session.updateEach("DELETE FROM {prefix}slot WHERE slot = ?", List.of()))
                .isZero();
    }

    @Test
    void aStatementWhoseValuesDoNotFitIsClosed() {
        SQLException refused = new SQLException("no such type", "HYC00");
        ScriptedConnection script = new ScriptedConnection().failing("setObject", refused);

        assertThatThrownBy(() -> script.session(Dialect.STANDARD).prepare(AccountStatements.Bound.of("SELECT ?", 7)))
                .isSameAs(refused);

        assertThat(script.calls()).containsExactly("prepareStatement", "setObject", "close");
    }

    @Test
    void aStatementOverTheApplicationsTablesRunsAsItIs() throws Exception {
        ScriptedConnection script = new ScriptedConnection().answering(1);

        try (PreparedStatement statement = script.session(Dialect.STANDARD)
                .prepare(AccountStatements.Bound.of("UPDATE {prefix}x SET a = ?, b = ?", "a", null))) {
            assertThat(statement.executeUpdate()).isOne();
        }

        assertThat(script.runs().get(0).sql()).isEqualTo("UPDATE {prefix}x SET a = ?, b = ?");
    }

    private static <T> T proxy(Class<T> type, String answering, Object answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> method.getName().equals(answering) ? answer : null));
    }
}
