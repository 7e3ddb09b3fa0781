package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.resetta.PasswordReset;
import dev.resetta.ResetEvent;
import dev.resetta.ResetRequest;
import dev.resetta.ResetResult;
import dev.resetta.ResetSubmission;
import dev.resetta.account.Account;
import dev.resetta.limit.Limits;
import dev.resetta.testkit.ManualDeliveryQueue;
import dev.resetta.testkit.RecordingNotifier;
import dev.resetta.token.StoredToken;
import dev.resetta.token.TokenStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows that expired long ago are deleted while links are redeemed, on every database. */
@ParameterizedClass
@MethodSource("dev.resetta.jdbc.Database#tested")
class EveryDatabasePurgeTest {
    private static final int THREADS = 4;
    private static final int INSERTED_AT_ONCE = 5000;

    /** One for each kind of database: the others differ in locks, and have to show only that nobody waits for them. */
    private static final Set<Database> MILLION =
            EnumSet.of(Database.POSTGRESQL, Database.MARIADB, Database.H2, Database.HSQLDB_MVCC);

    @Parameter
    Database database;

    private HikariDataSource source;

    @Test
    void expiredRowsGoWhileLinksAreRedeemed() throws Exception {
        source = database.fresh();
        DatabaseParts parts = new DatabaseParts(source);
        List<Customer> customers = IntStream.range(0, THREADS)
                .mapToObj(i -> new Customer(parts, i))
                .toList();
        int rows = rows();
        insertExpired(rows);
        AtomicBoolean purging = new AtomicBoolean(true);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<List<Long>>> redemptions = customers.stream()
                    .map(customer -> threads.submit(() -> customer.redeemWhile(purging)))
                    .toList();
            long start = System.nanoTime();
            int purged = purge(parts);
            long nanos = System.nanoTime() - start;
            purging.set(false);

            assertThat(purged).isEqualTo(rows);
            assertThat(Memory.select(source, "SELECT COUNT(*) FROM resetta_token WHERE account_id LIKE 'account-%'"))
                    .isEqualTo("0");
            List<Long> all = new ArrayList<>();
            for (Future<List<Long>> redemption : redemptions) {
                all.addAll(redemption.get(2, TimeUnit.MINUTES));
            }
            Collections.sort(all);
            System.out.printf(
                    "%s: %d rows and their slots purged in batches of 500, %d rows/s; %d links redeemed meanwhile,"
                            + " median %d us, longest %d us%n",
                    database,
                    purged,
                    purged * 1_000_000_000L / nanos,
                    all.size(),
                    TimeUnit.NANOSECONDS.toMicros(all.get(all.size() / 2)),
                    TimeUnit.NANOSECONDS.toMicros(all.get(all.size() - 1)));
        } finally {
            purging.set(false);
            threads.shutdownNow();
            customers.forEach(Customer::close);
        }
    }

    @Test
    void aSlotGoesWithTheLastOfItsRowsAndNotBefore() {
        source = database.fresh();
        var store = ResetDatabase.of(source).createSchema().tokenStore();
        String slot = Memory.digest();
        Instant now = Memory.NOW;
        store.save(Memory.token("", "alice", slot, 1, now.minusSeconds(10)));
        store.save(Memory.token("", "alice", slot, 2, now.plusSeconds(10)));
        store.supersede(slot, 2);

        assertThat(store.deleteExpired(now, 100)).isOne();
        assertThat(Memory.select(source, "SELECT COUNT(*) FROM resetta_slot")).isEqualTo("1");
        assertThat(store.deleteExpired(now.plusSeconds(20), 100)).isOne();
        assertThat(Memory.select(source, "SELECT COUNT(*) FROM resetta_slot")).isEqualTo("0");
    }

    @Test
    void aSlotGoesAlthoughItsNewestRowWentBeforeTheOthers() {
        source = database.fresh();
        var store = ResetDatabase.of(source).createSchema().tokenStore();
        String slot = Memory.digest();
        Instant now = Memory.NOW;
        store.save(Memory.token("", "alice", slot, 1, now.minusSeconds(10)));
        store.save(Memory.token("", "alice", slot, 2, now.minusSeconds(20)));
        store.supersede(slot, 2);

        assertThat(store.deleteExpired(now.minusSeconds(15), 10)).isOne();
        assertThat(Memory.select(source, "SELECT COUNT(*) FROM resetta_slot")).isEqualTo("1");
        assertThat(store.deleteExpired(now, 10)).isOne();
        assertThat(Memory.select(source, "SELECT COUNT(*) FROM resetta_slot")).isEqualTo("0");
    }

    @Test
    void aSlotThatIsRaisedWhileItIsPurgedStays() {
        source = database.fresh();
        var store = ResetDatabase.of(source).createSchema().tokenStore();
        String slot = Memory.digest();
        StoredToken newest = Memory.token("", "alice", slot, 3, Memory.NOW.plusSeconds(60));
        store.save(Memory.token("", "alice", slot, 1, Memory.NOW.minusSeconds(10)));
        store.supersede(slot, 1);
        AtomicBoolean isSeen = new AtomicBoolean();
        WatchedDataSource purging = new WatchedDataSource(source).failingBefore((number, name) -> {
            // The rows that go have been found, and nothing of them is deleted yet.
            if (name.equals("PreparedStatement.executeBatch") && isSeen.compareAndSet(false, true)) {
                store.save(newest);
                store.supersede(slot, 3);
            }
            return false;
        });

        assertThat(ResetDatabase.of(purging.source()).tokenStore().deleteExpired(Memory.NOW, 10))
                .isOne();

        assertThat(isSeen).isTrue();
        assertThat(store.find(newest.digest())).contains(new TokenStore.Found(newest, 3));
    }

    private int rows() {
        if (!Threads.THOROUGH) {
            return 3000;
        }
        return Integer.getInteger("resetta.purge.rows", MILLION.contains(database) ? 1_000_000 : 50_000);
    }

    private static int purge(DatabaseParts parts) {
        try (PasswordReset reset = reset(parts, new RecordingNotifier(), new ManualDeliveryQueue())) {
            int purged = 0;
            for (int once = -1; once != 0; purged += once) {
                once = reset.support("operator").purge();
            }
            return purged;
        }
    }

    /** Somebody who asks and redeems; the first time at once, so that the hourly purge of the worker is over. */
    private static final class Customer {
        private final RecordingNotifier mailbox = new RecordingNotifier();
        private final ManualDeliveryQueue queue = new ManualDeliveryQueue();
        private final PasswordReset reset;
        private final String address;

        Customer(DatabaseParts parts, int number) {
            address = "customer-" + number + "@example.com";
            parts.save(Account.of("customer-" + number, address, "old"));
            reset = reset(parts, mailbox, queue);
            redeem();
        }

        /** Tells how long each redemption took. */
        List<Long> redeemWhile(AtomicBoolean purging) {
            List<Long> nanos = new ArrayList<>();
            while (purging.get() || nanos.isEmpty()) {
                nanos.add(redeem());
            }
            return nanos;
        }

        private long redeem() {
            reset.request(ResetRequest.forIdentifier(address));
            queue.carryOut();
            ResetSubmission submission =
                    ResetSubmission.forToken(mailbox.lastToken()).password("correct horse battery");
            long start = System.nanoTime();
            assertThat(reset.redeem(submission)).isInstanceOf(ResetResult.Changed.class);
            return System.nanoTime() - start;
        }

        void close() {
            reset.close();
        }
    }

    private static PasswordReset reset(DatabaseParts parts, RecordingNotifier mailbox, ManualDeliveryQueue queue) {
        return PasswordReset.builder()
                .resetLink("https://app.example.com/reset?token={token}")
                .accounts(parts.accounts())
                .passwordUpdater(parts.updater())
                .tokenStore(parts.tokenStore())
                .passwordHasher(password -> "hash " + UUID.randomUUID())
                .notifier(mailbox)
                .deliveryQueue(queue)
                .limits(Limits.none())
                .endSessions((ResetEvent.PasswordChanged event) -> {})
                .build();
    }

    private void insertExpired(int rows) throws SQLException {
        long expired = Instant.now().minus(Duration.ofDays(3)).toEpochMilli();
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement token = connection.prepareStatement(
                            "INSERT INTO resetta_token (digest, cancel_digest, slot, number, realm, account_id, kind, key_id, seal,"
                                    + " issued_at, expires_at, uses, state) VALUES (?, ?, ?, ?, '', ?, 'ONE_TIME', '', ?, ?, ?, 0, 'LIVE')");
                    PreparedStatement slot =
                            connection.prepareStatement("INSERT INTO resetta_slot (slot, number) VALUES (?, ?)")) {
                for (int row = 1; row <= rows; row++) {
                    byte[] name = Digest.bytes(Memory.digest());
                    Session.bind(
                            token,
                            Digest.bytes(Memory.digest()),
                            name,
                            name,
                            (long) row,
                            "account-" + row,
                            name,
                            expired - row,
                            expired - row);
                    token.addBatch();
                    Session.bind(slot, name, (long) row);
                    slot.addBatch();
                    if (row % INSERTED_AT_ONCE == 0 || row == rows) {
                        token.executeBatch();
                        slot.executeBatch();
                        connection.commit();
                    }
                }
            }
            connection.setAutoCommit(true);
        }
    }
}
