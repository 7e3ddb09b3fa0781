package dev.resetta.examples.timing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.delivery.DeliveryException;
import dev.resetta.delivery.DeliveryQueue;
import dev.resetta.delivery.Notifier;
import dev.resetta.jdbc.ResetDatabase;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The time of an answer, with mails that wait in memory and in a database, and a mail server that is fast, slow or broken. */
@Tag("timing")
@ParameterizedClass(name = "{0}")
@MethodSource("settings")
class TimingTest {
    private static final int TIMES = 1000;

    /** Closed when all tests have used it. */
    @Parameter
    Setting setting;

    static Stream<Setting> settings() {
        Notifier fast = notice -> {};
        Notifier slow = new Post(Duration.ofMillis(300));
        Notifier broken = notice -> {
            throw DeliveryException.notNow("The mail server is down.", null);
        };
        return Stream.of(
                new Setting("memory queue, fast notifier", DeliveryQueue::inMemory, fast),
                new Setting("memory queue, slow notifier", DeliveryQueue::inMemory, slow),
                new Setting("memory queue, broken notifier", DeliveryQueue::inMemory, broken),
                new Setting("durable queue, fast notifier", TimingTest::durable, fast),
                new Setting("durable queue, slow notifier", TimingTest::durable, slow),
                new Setting("durable queue, broken notifier", TimingTest::durable, broken));
    }

    @ParameterizedTest
    @ValueSource(strings = {"known", "disabled", "several"})
    void whoHasAnAccountTakesAsLongAsNobody(String kind) {
        Scene scene = setting.scene();
        told(
                kind + " and unknown",
                Contrast.of(TIMES, i -> scene.request(kind + i), i -> scene.request("nobody beside " + kind + i)));
    }

    @Test
    void whoIsThrottledTakesAsLongAsNobodyWhoIs() {
        Scene scene = setting.scene();
        scene.flood("known and throttled");
        scene.flood("nobody, throttled");

        told(
                "throttled, known and unknown",
                Contrast.of(TIMES, i -> scene.request("known and throttled"), i -> scene.request("nobody, throttled")));
    }

    @Test
    void theRequestAfterFiftyForSomebodyTakesAsLongAsAfterFiftyForNobody() {
        told(
                "after fifty requests for known and unknown",
                Contrast.of(
                        TIMES / 4, i -> afterFlood("known and flooded " + i), i -> afterFlood("nobody, flooded " + i)));
    }

    private long afterFlood(String somebody) {
        setting.scene().flood(somebody);
        return setting.scene().request("another after " + somebody);
    }

    private void told(String what, Contrast contrast) {
        Figures.tell("direct, " + setting + ": " + what, contrast);
        assertThat(contrast.isTelling()).as("%s: %s", what, contrast).isFalse();
    }

    private static DeliveryQueue durable() {
        return ResetDatabase.of(
                        JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "", ""))
                .createSchema()
                .deliveryQueue()
                .pollEvery(Duration.ofMillis(100));
    }

    /** An application of one kind, made when it is first needed. */
    static final class Setting implements AutoCloseable {
        private final String name;
        private final Supplier<DeliveryQueue> queue;
        private final Notifier notifier;
        private Scene scene;

        Setting(String name, Supplier<DeliveryQueue> queue, Notifier notifier) {
            this.name = name;
            this.queue = queue;
            this.notifier = notifier;
        }

        Scene scene() {
            if (scene == null) {
                scene = new Scene(queue.get(), notifier);
            }
            return scene;
        }

        @Override
        public void close() {
            if (scene != null) {
                scene.close();
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
