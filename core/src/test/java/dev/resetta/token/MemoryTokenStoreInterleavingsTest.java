package dev.resetta.token;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.ForwardingStore;
import dev.resetta.Interleavings;
import dev.resetta.token.StoredToken.State;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever threads do to the store at once, it is as if they had done it one after the other. */
@Tag("once")
class MemoryTokenStoreInterleavingsTest {

    @Test
    void everythingHappensAtOneMoment() {
        Interleavings.check(InMemory.class);
    }

    @Test
    void aRowIsSwappedAtOneMoment() {
        Interleavings.check(SwapsInMemory.class);
    }

    /** Planted: the fault that the contract of stores forbids by name. */
    @Test
    void aSwapThatReadsFirstAndWritesThenIsFound() {
        assertThatThrownBy(() -> Interleavings.check(ReadsFirst.class)).isInstanceOf(LincheckAssertionError.class);
    }

    public static final class SwapsInMemory extends Swaps {
        public SwapsInMemory() {
            super(new MemoryTokenStore());
        }
    }

    public static final class ReadsFirst extends Swaps {
        public ReadsFirst() {
            super(new ReadsFirstStore());
        }
    }

    /** Claims of one row, and their giving back. */
    @Param(name = "uses", gen = IntGen.class, conf = "0:1")
    public abstract static class Swaps {
        private final TokenStore store;

        Swaps(TokenStore store) {
            this.store = store;
            store.save(row(1, 0));
        }

        @Operation
        public boolean claim(@Param(name = "uses") int uses) {
            return store.swap(row(1, uses), row(1, uses + 1));
        }

        @Operation
        public boolean giveBack() {
            return store.swap(row(1, 1), row(1, 0));
        }
    }

    /** What may be done at once, to two rows of one slot. */
    @Param(name = "row", gen = IntGen.class, conf = "1:2")
    @Param(name = "uses", gen = IntGen.class, conf = "0:2")
    public static final class InMemory {
        private final TokenStore store = new MemoryTokenStore();

        @Operation
        public boolean save(@Param(name = "row") int row) {
            try {
                store.save(row(row, 0));
                return true;
            } catch (IllegalStateException isThereAlready) {
                return false;
            }
        }

        @Operation
        public String find(@Param(name = "row") int row) {
            return store.find(digest(row))
                    .map(found -> found.token().uses() + " " + found.slotNumber())
                    .orElse("none");
        }

        @Operation
        public int findByAccount() {
            return store.findByAccount("", "17").stream()
                    .mapToInt(found -> found.token().uses())
                    .sum();
        }

        @Operation
        public boolean swap(@Param(name = "row") int row, @Param(name = "uses") int uses) {
            return store.swap(row(row, uses), row(row, uses + 1));
        }

        @Operation
        public boolean giveBack(@Param(name = "row") int row, @Param(name = "uses") int uses) {
            return store.swap(row(row, uses + 1), row(row, uses));
        }

        @Operation
        public void supersede(@Param(name = "row") int number) {
            store.supersede("slot", number);
        }

        @Operation
        public boolean unit(@Param(name = "row") int row, @Param(name = "uses") int uses) {
            return store.transactionally(
                    () -> store.swap(row(1, uses), row(1, uses + 1)) && store.swap(row(2, uses), row(2, uses + 1)));
        }

        @Operation
        public int deleteExpired(@Param(name = "row") int before) {
            return store.deleteExpired(expiry(before).plusMillis(1), 1);
        }
    }

    /** Every row is safe by itself, and yet two threads can swap one row. */
    private static final class ReadsFirstStore extends ForwardingStore {
        private final ConcurrentMap<String, StoredToken> rows = new ConcurrentHashMap<>();

        @Override
        public void save(StoredToken token) {
            if (rows.putIfAbsent(token.digest(), token) != null) {
                throw new IllegalStateException("There is a token with this digest already.");
            }
        }

        @Override
        public Optional<Found> find(String digest) {
            return Optional.ofNullable(rows.get(digest)).map(row -> new Found(row, 0));
        }

        @Override
        public boolean swap(StoredToken seen, StoredToken next) {
            StoredToken row = rows.get(seen.digest());
            if (row == null || row.uses() != seen.uses() || row.state() != seen.state()) {
                return false;
            }
            Interleavings.gap();
            rows.put(row.digest(), row.become(next.state(), next.uses(), next.seal()));
            return true;
        }
    }

    private static StoredToken row(int row, int uses) {
        Instant expiry = expiry(row);
        return new StoredToken(
                digest(row),
                "",
                "slot",
                row,
                "",
                "17",
                TokenPolicy.Kind.REUSABLE,
                "",
                "seal",
                Instant.EPOCH,
                expiry,
                uses,
                State.LIVE);
    }

    private static String digest(int row) {
        return "0123456789abcde" + row;
    }

    private static Instant expiry(int row) {
        return Instant.ofEpochMilli(row * 1000L);
    }
}
