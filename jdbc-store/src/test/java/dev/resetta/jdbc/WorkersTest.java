package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Two processes that share the work of one queue, on PostgreSQL. */
class WorkersTest {
    private static final int REQUESTS = Threads.THOROUGH ? 2000 : 200;

    @Test
    void everyRequestIsMailedByOneOfTwoWorkerProcesses() throws Exception {
        String url = Database.POSTGRESQL.url();
        HikariDataSource source = Database.pool(url, any -> any);
        Shop.createTables(source);
        ShopProcess one = ShopProcess.start(url, 4, 0, Shop.LONG);
        ShopProcess other = ShopProcess.start(url, 4, 0, Shop.LONG);
        try (Shop hand = new Shop(source, 0, Shop.LONG)) {
            for (int i = 0; i < REQUESTS; i++) {
                hand.newCustomerForgets();
            }
            for (int looks = 0; mailed(source) < REQUESTS; looks++) {
                assertThat(looks).as("looks").isLessThan(3000);
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } finally {
            one.kill();
            other.kill();
        }
        assertThat(Memory.select(source, "SELECT COUNT(*) FROM mail WHERE kind = 'link'"))
                .as("none of them twice")
                .isEqualTo(String.valueOf(REQUESTS));
    }

    private static long mailed(HikariDataSource source) {
        return Long.parseLong(Memory.select(source, "SELECT COUNT(DISTINCT account) FROM mail WHERE kind = 'link'"));
    }
}
