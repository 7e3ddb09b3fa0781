package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
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

    private static <T> T proxy(Class<T> type, String answering, Object answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> method.getName().equals(answering) ? answer : null));
    }
}
