package dev.resetta.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * Hands out the connections of another data source and watches them: how many are out, which calls were made; and makes
 * calls fail where a test says so.
 */
final class WatchedDataSource {
    private static final Set<String> TRIPS = Set.of(
            "setAutoCommit", "commit", "rollback", "setSavepoint", "releaseSavepoint", "setTransactionIsolation");
    private static final Pattern STATEMENT = Pattern.compile(
            "^\\s*(select|insert|update|merge|delete)\\b.*\\b(users|resetta_\\w+)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final DataSource real;
    private final AtomicInteger out = new AtomicInteger();
    private final List<String> calls = new ArrayList<>();
    private final List<Boolean> autoCommitAtReturn = new ArrayList<>();
    private final IdentityHashMap<Object, String> prepared = new IdentityHashMap<>();
    private final List<String> trips = new ArrayList<>();
    private final Map<String, List<Object>> bound = new HashMap<>();
    private int most = Integer.MAX_VALUE;
    private BiPredicate<Integer, String> failsBefore = (number, name) -> false;
    private BiPredicate<Integer, String> failsAfter = (number, name) -> false;
    private boolean undoesFailedCommits;
    private String sqlState = "08006";
    private boolean throwsRuntimeExceptions;

    WatchedDataSource(DataSource real) {
        this.real = real;
    }

    DataSource source() {
        return proxy(DataSource.class, real);
    }

    /** Refuses at once when more connections are asked for than a pool would have. */
    WatchedDataSource holding(int connections) {
        most = connections;
        return this;
    }

    /** Lets calls fail before they are carried out; they are numbered from 1. */
    WatchedDataSource failingBefore(BiPredicate<Integer, String> which) {
        failsBefore = which;
        return this;
    }

    /** Lets calls fail after they were carried out. */
    WatchedDataSource failingAfter(BiPredicate<Integer, String> which) {
        failsAfter = which;
        return this;
    }

    /** Has a commit that fails before it is carried out undo everything, as a server does that refuses one. */
    WatchedDataSource undoingFailedCommits() {
        undoesFailedCommits = true;
        return this;
    }

    WatchedDataSource withState(String state) {
        sqlState = state;
        return this;
    }

    /** Has calls fail by an exception that JDBC does not provide for. */
    WatchedDataSource throwingRuntimeExceptions() {
        throwsRuntimeExceptions = true;
        return this;
    }

    int connectionsOut() {
        return out.get();
    }

    List<String> calls() {
        return calls;
    }

    /** What was sent to the database since last asked: statements by verb and table, and what begins and ends transactions. */
    List<String> trips() {
        List<String> sent = List.copyOf(trips);
        trips.clear();
        return sent;
    }

    /** The values that all statements of a verb and table were given, one after the other. */
    List<Object> bound(String statement) {
        return bound.getOrDefault(statement, List.of());
    }

    /** What auto-commit was at each return of a connection. */
    List<Boolean> autoCommitAtReturn() {
        return autoCommitAtReturn;
    }

    private <T> T proxy(Class<T> type, Object target) {
        return type.cast(Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call(type, target, method, arguments)));
    }

    private Object call(Class<?> type, Object target, Method method, Object[] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return method.invoke(target, arguments);
        }
        String name = type.getSimpleName() + "." + method.getName();
        calls.add(name);
        int number = calls.size();
        if (name.startsWith("PreparedStatement.execute")) {
            trips.add(brief(prepared.get(target)));
        } else if (TRIPS.contains(method.getName())) {
            trips.add(method.getName());
        }
        if (name.startsWith("PreparedStatement.set") && arguments.length == 2) {
            bound.computeIfAbsent(brief(prepared.get(target)), any -> new ArrayList<>())
                    .add(arguments[1]);
        }
        boolean closes = name.equals("Connection.close");
        if (closes) {
            out.decrementAndGet();
            autoCommitAtReturn.add(((Connection) target).getAutoCommit());
        }
        if (name.equals("DataSource.getConnection") && out.get() >= most) {
            throw new SQLException("The pool has no connection left.", "08001");
        }
        // A connection that is given back is gone, even if the call fails.
        if (!closes && failsBefore.test(number, name)) {
            if (undoesFailedCommits && name.equals("Connection.commit")) {
                ((Connection) target).rollback();
            }
            throw failure("injected before " + name);
        }
        Object result;
        try {
            result = method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
        if (failsAfter.test(number, name) || (closes && failsBefore.test(number, name))) {
            if (result instanceof Connection connection) {
                connection.close();
            }
            throw failure("injected after " + name);
        }
        if (result instanceof Connection) {
            out.incrementAndGet();
            return proxy(Connection.class, result);
        }
        if (result instanceof PreparedStatement) {
            prepared.put(result, (String) arguments[0]);
            return proxy(PreparedStatement.class, result);
        }
        return result instanceof ResultSet ? proxy(ResultSet.class, result) : result;
    }

    private Exception failure(String message) {
        return throwsRuntimeExceptions ? new IllegalStateException(message) : new SQLException(message, sqlState);
    }

    private static String brief(String sql) {
        Matcher matcher = STATEMENT.matcher(sql);
        return matcher.find() ? matcher.group(1).toUpperCase(Locale.ROOT) + " " + matcher.group(2) : sql;
    }
}
