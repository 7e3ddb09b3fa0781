package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Processes that are killed in the middle of everything, on PostgreSQL: nothing is lost, nothing done by half. */
class KilledProcessTest {
    private static final int KILLS = Threads.THOROUGH ? 200 : 5;
    private static final int MOST_KILLS = 20 * KILLS;

    @Test
    void nothingIsLostOrHalfDoneWhenProcessesAreKilledAtRandomMoments() throws Exception {
        String url = Database.POSTGRESQL.url();
        HikariDataSource source = Database.pool(url, any -> any);
        Shop.createTables(source);

        // On a busy machine a process may be killed before it has done anything: then more of them, and each a little
        // later.
        for (int kill = 0; kill < KILLS || (kill < MOST_KILLS && nobodyHasChanged(source)); kill++) {
            ShopProcess process = ShopProcess.start(url, 2, 3, Shop.SHORT);
            int moment = ThreadLocalRandom.current().nextInt(100, 700);
            TimeUnit.MILLISECONDS.sleep((long) moment * (1 + kill / KILLS));
            process.kill();
        }
        try (Shop survivor = new Shop(source, 4, Shop.SHORT)) {
            survivor.newCustomerForgets();
            untilNothingWaits(source);
        }

        nothingIsLostOrHalfDone(source);
        tell(source);
    }

    private static boolean nobodyHasChanged(HikariDataSource source) {
        return count(source, "SELECT COUNT(*) FROM changed") == 0;
    }

    /** What the record of the shop has to say, whatever has happened to its processes. */
    static void nothingIsLostOrHalfDone(HikariDataSource source) {
        assertThat(count(source, "SELECT COUNT(*) FROM asked"))
                .as("accepted requests")
                .isPositive();
        assertThat(count(source, "SELECT COUNT(*) FROM changed"))
                .as("changed passwords")
                .isPositive();
        assertThat(count(source, """
                SELECT COUNT(*) FROM asked a
                 WHERE NOT EXISTS (SELECT 1 FROM mail m WHERE m.account = a.account AND m.kind = 'link')
                   AND NOT EXISTS (SELECT 1 FROM event e WHERE e.account = a.account::text)
                """))
                .as("accepted requests without mail or event")
                .isZero();
        assertThat(count(source, """
                SELECT COUNT(*) FROM (SELECT split_part(hash, ' ', 5) FROM changed GROUP BY 1 HAVING COUNT(*) > 1) twice
                """)).as("links redeemed twice").isZero();
        assertThat(count(source, "SELECT COUNT(*) FROM changed"))
                .as("changed passwords are as many as claimed links")
                .isEqualTo(count(source, "SELECT COUNT(*) FROM resetta_token WHERE state = 'USED'"));
        assertThat(count(source, """
                SELECT COUNT(*) FROM changed c
                  JOIN mail m ON m.id = split_part(c.hash, ' ', 5)::bigint
                 WHERE NOT EXISTS (SELECT 1 FROM resetta_token t
                                    WHERE t.state = 'USED' AND t.account_id = c.account::text
                                      AND t.digest = sha256(decode(translate(m.token, '-_', '+/') || '=', 'base64')))
                """))
                .as("changed passwords without a claim of their link")
                .isZero();
        assertThat(count(source, """
                SELECT COUNT(*) FROM changed c
                 WHERE NOT EXISTS (SELECT 1 FROM mail m WHERE m.account = c.account AND m.kind = 'warning')
                """)).as("changed passwords without a warning").isZero();
        assertThat(count(source, """
                SELECT COUNT(*) FROM changed c
                 WHERE NOT EXISTS (SELECT 1 FROM ended e WHERE e.account = c.account::text)
                """))
                .as("changed passwords whose sessions go on")
                .isZero();
    }

    static void untilNothingWaits(HikariDataSource source) throws InterruptedException {
        for (int looks = 0; ; looks++) {
            long waiting = count(source, """
                    SELECT (SELECT COUNT(*) FROM resetta_queue_requests) + (SELECT COUNT(*) FROM resetta_queue_links)
                         + (SELECT COUNT(*) FROM resetta_queue_notices)
                    """);
            if (waiting == 0) {
                return;
            }
            assertThat(looks).as("looks at " + waiting + " items that wait").isLessThan(1200);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** Into the test's output file. */
    private static void tell(HikariDataSource source) {
        System.out.printf(
                "%d kills: %d accepted requests, %d passwords changed, %d links mailed to %d accounts%n",
                KILLS,
                count(source, "SELECT COUNT(*) FROM asked"),
                count(source, "SELECT COUNT(*) FROM changed"),
                count(source, "SELECT COUNT(*) FROM mail WHERE kind = 'link'"),
                count(source, "SELECT COUNT(DISTINCT account) FROM mail WHERE kind = 'link'"));
    }

    private static long count(HikariDataSource source, String sql) {
        return Long.parseLong(Memory.select(source, sql));
    }
}
