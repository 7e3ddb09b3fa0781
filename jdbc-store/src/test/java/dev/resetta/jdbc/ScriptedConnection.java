package dev.resetta.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * A connection with no database behind it: it writes down what is run, and answers as it was told. For the statements of
 * products, and for failures, that no database in memory has.
 */
final class ScriptedConnection {
    /** What was run, and the values of its question marks in their order. */
    record Run(String sql, List<Object> values) {}

    private final Deque<Object> answers = new ArrayDeque<>();
    private final Map<String, SQLException> failures = new HashMap<>();
    private final List<Run> runs = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();

    /** Says what each statement that is run is answered by, in turn: a count, the rows' one truth value, or an error. */
    ScriptedConnection answering(Object... next) {
        answers.addAll(List.of(next));
        return this;
    }

    /** Has every call of a method fail, of the connection or of its statements. */
    ScriptedConnection failing(String method, SQLException error) {
        failures.put(method, error);
        return this;
    }

    Session session(Dialect dialect) {
        return new Session(connection(), dialect, TableNames.DEFAULT);
    }

    DataSource source() {
        return proxy(DataSource.class, (proxy, method, arguments) -> connection());
    }

    List<Run> runs() {
        return runs;
    }

    /** The names of all methods that were called. */
    List<String> calls() {
        return calls;
    }

    private Connection connection() {
        return proxy(Connection.class, (proxy, method, arguments) -> {
            note(method.getName());
            return switch (method.getName()) {
                case "prepareStatement" -> statement((String) arguments[0]);
                case "getAutoCommit" -> true;
                default -> null;
            };
        });
    }

    private PreparedStatement statement(String sql) {
        Map<Integer, Object> values = new TreeMap<>();
        return proxy(PreparedStatement.class, (proxy, method, arguments) -> {
            note(method.getName());
            if (method.getName().startsWith("set") && arguments.length == 2) {
                values.put((Integer) arguments[0], arguments[1]);
                return null;
            }
            return switch (method.getName()) {
                case "execute", "executeUpdate" -> answer(sql, values);
                case "executeQuery" -> rows((List<?>) answer(sql, values));
                default -> null;
            };
        });
    }

    private Object answer(String sql, Map<Integer, Object> values) throws SQLException {
        runs.add(new Run(sql, new ArrayList<>(values.values())));
        Object next = answers.removeFirst();
        if (next instanceof SQLException error) {
            throw error;
        }
        return next;
    }

    private static ResultSet rows(List<?> values) {
        Deque<Object> left = new ArrayDeque<>(values);
        return proxy(ResultSet.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "next" -> !left.isEmpty();
            case "getBoolean" -> left.removeFirst();
            default -> null;
        });
    }

    private void note(String method) throws SQLException {
        calls.add(method);
        SQLException failure = failures.get(method);
        if (failure != null) {
            throw failure;
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
