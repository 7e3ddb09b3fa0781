package dev.resetta.token;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Token rows in two maps behind one lock; a unit holds the lock and keeps a list of how to undo itself. */
final class MemoryTokenStore implements TokenStore {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, StoredToken> rows = new HashMap<>();
    private final Map<String, Long> slots = new HashMap<>();
    private @Nullable Unit running;

    @Override
    public void save(StoredToken token) {
        boolean isNew = locked(() -> {
            boolean isFree = rows.putIfAbsent(token.digest(), token) == null;
            if (isFree) {
                undoBy(() -> rows.remove(token.digest()));
            }
            return isFree;
        });
        if (!isNew) {
            throw new IllegalStateException("There is a token with this digest already.");
        }
    }

    @Override
    public Optional<Found> find(String digest) {
        return locked(() -> Optional.ofNullable(rows.get(digest)).map(this::found));
    }

    @Override
    public boolean swap(StoredToken seen, StoredToken next) {
        return locked(() -> {
            StoredToken row = rows.get(seen.digest());
            if (row == null || row.uses() != seen.uses() || row.state() != seen.state()) {
                return false;
            }
            rows.put(row.digest(), row.become(next.state(), next.uses(), next.seal()));
            undoBy(() -> rows.put(row.digest(), row));
            return true;
        });
    }

    @Override
    public void supersede(String slot, long number) {
        lock.lock();
        try {
            Long before = slots.get(slot);
            slots.merge(slot, number, Math::max);
            undoBy(() -> slots.compute(slot, (key, now) -> before));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Found> findByAccount(String realm, String accountId) {
        return locked(() -> rows.values().stream()
                .filter(row -> row.realm().equals(realm) && row.accountId().equals(accountId))
                .sorted(Comparator.comparingLong(StoredToken::number).reversed())
                .map(this::found)
                .toList());
    }

    @Override
    public int deleteExpired(Instant before, int limit) {
        return locked(() -> {
            List<StoredToken> expired = rows.values().stream()
                    .filter(row -> row.expiresAt().isBefore(before))
                    .limit(limit)
                    .toList();
            expired.forEach(row -> rows.remove(row.digest()));
            slots.keySet()
                    .retainAll(rows.values().stream().map(StoredToken::slot).collect(Collectors.toSet()));
            return expired.size();
        });
    }

    @Override
    public boolean transactionally(BooleanSupplier work) {
        if (inTransaction()) {
            return unit().run(work);
        }
        Unit unit = new Unit(new ArrayDeque<>(), new ArrayDeque<>());
        boolean stands = locked(() -> {
            running = unit;
            try {
                return unit.run(work);
            } finally {
                running = null;
            }
        });
        unit.after().forEach(Runnable::run);
        return stands;
    }

    @Override
    public boolean inTransaction() {
        return lock.isHeldByCurrentThread() && running != null;
    }

    @Override
    public void afterCommit(Runnable action) {
        if (inTransaction()) {
            unit().after().addLast(action);
        } else {
            action.run();
        }
    }

    private Unit unit() {
        return Objects.requireNonNull(running, "running");
    }

    /** What undoes the steps of a unit, the last one first, and what is to be done when it stands. */
    private record Unit(Deque<Runnable> undo, Deque<Runnable> after) {

        /** Undoes what the work did, and no more, if it answers false or throws. */
        boolean run(BooleanSupplier work) {
            int undoBefore = undo.size();
            int afterBefore = after.size();
            boolean stands = false;
            try {
                stands = work.getAsBoolean();
                return stands;
            } finally {
                while (!stands && undo.size() > undoBefore) {
                    undo.pop().run();
                }
                while (!stands && after.size() > afterBefore) {
                    after.removeLast();
                }
            }
        }
    }

    private void undoBy(Runnable step) {
        if (running != null) {
            running.undo().push(step);
        }
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private Found found(StoredToken row) {
        return new Found(row, slots.getOrDefault(row.slot(), 0L));
    }
}
