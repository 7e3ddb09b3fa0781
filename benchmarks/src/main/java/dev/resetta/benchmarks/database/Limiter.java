package dev.resetta.benchmarks.database;

import dev.resetta.limit.RequestLimiter;
import dev.resetta.limit.RequestLimiter.Rate;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One try on one of a thousand keys, granted and committed, counted for all processes together. */
@State(Scope.Benchmark)
public class Limiter {
    private static final int KEYS = 1000;
    private static final int PERMITS = 1_000_000;
    private static final Duration PERIOD = Duration.ofHours(1);

    @Param("")
    private String database;

    private final Rate rate = new Rate(PERMITS, PERIOD, PERMITS);
    private final String[] names = new String[KEYS];
    private Shop shop;
    private RequestLimiter limiter;
    private ProxyManager<String> buckets;
    private BucketConfiguration configuration;
    private int next;

    @Setup
    public void open() throws SQLException {
        shop = Shop.in(database);
        for (int i = 0; i < KEYS; i++) {
            names[i] = String.format("%064x", i);
        }
        limiter = shop.resets().requestLimiter();
        try (Connection connection = shop.source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS bucket");
            statement.execute("CREATE TABLE bucket (id VARCHAR(64) PRIMARY KEY, state BYTEA)");
        }
        buckets = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(shop.source())
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .build();
        configuration = BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(PERMITS).refillGreedy(PERMITS, PERIOD))
                .build();
    }

    @TearDown
    public void close() {
        shop.close();
    }

    /** One upsert; clears old rows away now and then. */
    @Benchmark
    public boolean ours() {
        return limiter.tryAcquire(name(), rate, Instant.now());
    }

    /** A select that locks, and an update, in a transaction; as its documentation recommends for PostgreSQL. */
    @Benchmark
    public boolean bucket4j() {
        Bucket bucket = buckets.builder().build(name(), () -> configuration);
        return bucket.tryConsume(1);
    }

    private String name() {
        return names[(next++ & Integer.MAX_VALUE) % KEYS];
    }
}
