package dev.resetta.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.token.StoredToken;
import dev.resetta.token.TokenStore;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which rows go, in which order, and where the next batch begins. */
class PurgeTest {
    private static final Instant NOW = Memory.NOW;
    private static final int BATCH = 4;

    private final DataSource source = Memory.database();
    private final WatchedDataSource watched = new WatchedDataSource(source);
    private final TokenStore store = ResetDatabase.of(watched.source()).tokenStore();

    @BeforeEach
    void createTables() {
        ResetDatabase.of(source).createSchema();
    }

    /** Two who purge at once would deadlock otherwise. */
    @Test
    void rowsGoInTheOrderOfTheirKeys() {
        saveExpired(20, 1);

        assertThat(store.deleteExpired(NOW, 100)).isEqualTo(20);

        assertThat(deleted()).hasSize(20).isSortedAccordingTo(Arrays::compareUnsigned);
    }

    @Test
    void whatExpiresJustThenStaysAndSoDoesItsSlot() {
        String slot = Memory.digest();
        StoredToken last = Memory.token("", "alice", slot, 2, NOW);
        store.save(Memory.token("", "alice", slot, 1, NOW.minusMillis(1)));
        store.save(last);
        store.supersede(slot, 2);

        assertThat(store.deleteExpired(NOW, 100)).isOne();

        assertThat(store.find(last.digest())).contains(new TokenStore.Found(last, 2));
    }

    @Test
    void anotherAccountsLinksKeepNoSlot() {
        String slot = Memory.digest();
        store.save(Memory.token("", "alice", slot, 1, NOW.minusMillis(1)));
        store.save(Memory.token("", "bob", Memory.digest(), 1, NOW.plusSeconds(60)));
        store.supersede(slot, 1);

        assertThat(store.deleteExpired(NOW, 100)).isOne();

        assertThat(Memory.select(source, "SELECT COUNT(*) FROM resetta_slot")).isEqualTo("0");
    }

    @Test
    void theNextBatchBeginsWhereTheLastOneEndedAndAfterTheEndAtTheBeginning() {
        saveExpired(6, 1);

        assertThat(store.deleteExpired(NOW, BATCH)).isEqualTo(4);
        assertThat(store.deleteExpired(NOW, BATCH)).isEqualTo(2);
        assertThat(store.deleteExpired(NOW, BATCH)).isZero();

        long before = NOW.toEpochMilli();
        // The fourth of six rows, of which the last has expired a millisecond ago.
        assertThat(watched.bound("SELECT resetta_token"))
                .containsExactly(Long.MIN_VALUE, before, before - 3, before, Long.MIN_VALUE, before);
    }

    @Test
    void aBatchThatIsRepeatedIsCountedOnce() {
        saveExpired(BATCH, 1);
        AtomicInteger batches = new AtomicInteger();
        watched.withState("40001")
                .failingBefore((number, name) ->
                        name.equals("PreparedStatement.executeBatch") && batches.incrementAndGet() == 1);

        assertThat(store.deleteExpired(NOW, 2 * BATCH)).isEqualTo(BATCH);
        assertThat(store.deleteExpired(NOW, 2 * BATCH)).isZero();

        assertThat(watched.bound("SELECT resetta_token"))
                .as("nothing was left, so each begins at the beginning")
                .doesNotContain(NOW.toEpochMilli() - 1);
    }

    @Test
    void whatExpiredEarlierIsFoundAlthoughTheLastBatchWasFull() {
        saveExpired(BATCH, 1);
        assertThat(store.deleteExpired(NOW, BATCH)).isEqualTo(4);
        saveExpired(1, 1000);

        assertThat(store.deleteExpired(NOW, BATCH)).isOne();
        assertThat(store.deleteExpired(NOW, BATCH)).isZero();
    }

    @Test
    void whereNothingHasExpiredNothingIsAskedTwice() {
        store.save(Memory.token());

        assertThat(store.deleteExpired(NOW, BATCH)).isZero();

        assertThat(watched.bound("SELECT resetta_token")).hasSize(2);
        assertThat(deleted()).isEmpty();
    }

    private void saveExpired(int rows, int millisAgo) {
        for (int i = 0; i < rows; i++) {
            store.save(Memory.token("", "account" + i, Memory.digest(), 1, NOW.minusMillis(millisAgo + i)));
        }
    }

    private List<byte[]> deleted() {
        return watched.bound("DELETE resetta_token").stream()
                .filter(byte[].class::isInstance)
                .map(byte[].class::cast)
                .toList();
    }
}
