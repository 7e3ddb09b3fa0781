package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.PasswordReset;
import dev.resetta.delivery.DeliveryQueue;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** An application that does without the durable queue needs no db-scheduler. */
class WithoutDbSchedulerTest {
    @Test
    void everythingButTheDurableQueueWorksWithoutDbScheduler() throws Exception {
        try (URLClassLoader application = withoutDbScheduler()) {
            Class<?> type = application.loadClass(ResetDatabase.class.getName());
            Class<?> products = application.loadClass(DatabaseProduct.class.getName());
            Object product = products.getMethod("valueOf", String.class).invoke(null, "H2");
            Object plain = type.getMethod("of", DataSource.class).invoke(null, Memory.database());
            Object db = type.getMethod("product", products).invoke(plain, product);
            type.getMethod("createSchema").invoke(db);
            for (String part : List.of("tokenStore", "requestLimiter")) {
                assertThat(type.getMethod(part).invoke(db)).isNotNull();
            }
            Object queue = type.getMethod("deliveryQueue").invoke(db);
            Class<?> worker = application.loadClass(DeliveryQueue.Worker.class.getName());
            Object nobody =
                    Proxy.newProxyInstance(application, new Class<?>[] {worker}, (self, method, values) -> null);

            assertThatThrownBy(() -> start(queue, worker, nobody))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("db-scheduler");
        }
    }

    private static void start(Object queue, Class<?> worker, Object nobody) throws Throwable {
        try {
            queue.getClass().getMethod("start", worker).invoke(queue, nobody);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static URLClassLoader withoutDbScheduler() {
        URL[] needed = List.of(ResetDatabase.class, PasswordReset.class, LoggerFactory.class).stream()
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .toArray(URL[]::new);
        return new URLClassLoader(needed, ClassLoader.getPlatformClassLoader());
    }
}
