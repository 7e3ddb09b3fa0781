package dev.resetta.testkit;

import dev.resetta.token.StoredToken;
import dev.resetta.token.TokenStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * What somebody writes who keeps rows in a key-value store: a compare-and-set for each row, a maximum for each slot, and no
 * transactions. A moment passes on the way to each of them, as over a network.
 */
class StoreWithoutTransactions implements TokenStore {
    private static final long LONGEST_MICROS = 200;

    final Map<String, StoredToken> rows = new ConcurrentHashMap<>();
    final Map<String, Long> slots = new ConcurrentHashMap<>();

    @Override
    public void save(StoredToken token) {
        travel();
        if (rows.putIfAbsent(token.digest(), token) != null) {
            throw new IllegalStateException("There is a token with this digest already.");
        }
    }

    @Override
    public Optional<Found> find(String digest) {
        travel();
        return Optional.ofNullable(rows.get(digest)).map(this::found);
    }

    @Override
    public boolean swap(StoredToken seen, StoredToken next) {
        travel();
        AtomicBoolean swapped = new AtomicBoolean();
        rows.computeIfPresent(seen.digest(), (digest, row) -> {
            swapped.set(row.uses() == seen.uses() && row.state() == seen.state());
            return swapped.get() ? TokenRows.become(row, next.state(), next.uses(), next.seal()) : row;
        });
        return swapped.get();
    }

    @Override
    public void supersede(String slot, long number) {
        travel();
        slots.merge(slot, number, Math::max);
    }

    @Override
    public List<Found> findByAccount(String realm, String accountId) {
        travel();
        return rows.values().stream()
                .filter(row -> isSame(row.realm(), realm) && isSame(row.accountId(), accountId))
                .sorted(Comparator.comparingLong(StoredToken::number).reversed())
                .map(this::found)
                .toList();
    }

    @Override
    public int deleteExpired(Instant before, int limit) {
        List<String> expired = rows.values().stream()
                .filter(row -> row.expiresAt().isBefore(before))
                .map(StoredToken::digest)
                .limit(limit)
                .toList();
        expired.forEach(rows::remove);
        slots.keySet()
                .removeIf(slot ->
                        rows.values().stream().noneMatch(row -> row.slot().equals(slot)));
        return expired.size();
    }

    /** How text is compared. */
    boolean isSame(String text, String other) {
        return text.equals(other);
    }

    private Found found(StoredToken row) {
        return new Found(row, slots.getOrDefault(row.slot(), 0L));
    }

    private static void travel() {
        LockSupport.parkNanos(
                TimeUnit.MICROSECONDS.toNanos(ThreadLocalRandom.current().nextLong(LONGEST_MICROS)));
    }
}
