package dev.resetta.jdbc;

import dev.resetta.jdbc.ResetDatabase.Work;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A unit's connection in the hands of an application: good for statements, not for ending the unit.
 *
 * <p>A commit in the middle would part the claim of a link from the new password, and a connection kept for later might be
 * somebody else's by then. Statements are watched, because the application may swallow the exception by which a database says
 * that it has undone all that came before.
 */
final class LentConnection implements InvocationHandler {
    private static final Set<String> ENDING = Set.of("commit", "setAutoCommit", "abort");
    private static final String CLOSED = "08003";

    private final Unit unit;
    private boolean lent = true;

    private LentConnection(Unit unit) {
        this.unit = unit;
    }

    static <T extends @Nullable Object> T lend(Unit unit, Work<T> work) throws SQLException {
        LentConnection lent = new LentConnection(unit);
        try {
            return work.run((Connection) proxy(Connection.class, lent));
        } finally {
            lent.lent = false;
        }
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        String name = method.getName();
        boolean plain = arguments == null;
        if (name.equals("close")) {
            return null;
        }
        if (name.equals("equals")) {
            return arguments != null && proxy == arguments[0];
        }
        if (name.equals("isClosed") && !lent) {
            return true;
        }
        if (!lent && method.getDeclaringClass() != Object.class) {
            throw new SQLNonTransientConnectionException(
                    "This connection was lent for the work in inTransaction(...), which is over.", CLOSED);
        }
        if (ENDING.contains(name) || (name.equals("rollback") && plain)) {
            throw new SQLException(
                    "The unit decides what is committed: return from inTransaction(...), or throw to have"
                            + " everything undone.");
        }
        Object result = watched(unit.session().connection(), method, arguments);
        if (result instanceof Statement statement) {
            Connection owner = (Connection) proxy;
            return proxy(
                    method.getReturnType(),
                    (any, called, values) ->
                            called.getName().equals("getConnection") ? owner : watched(statement, called, values));
        }
        return result;
    }

    private @Nullable Object watched(Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getTargetException() instanceof SQLException error) {
                unit.hear(error);
            }
            throw e.getTargetException();
        }
    }

    private static Object proxy(Class<?> type, InvocationHandler handler) {
        return Proxy.newProxyInstance(LentConnection.class.getClassLoader(), new Class<?>[] {type}, handler);
    }
}
