package dev.resetta;

import dev.resetta.token.StoredToken;
import dev.resetta.token.TokenStore;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** A store around another one, for tests to count in and to break. */
public class ForwardingStore implements TokenStore {
    /** How many calls there were. */
    public final AtomicInteger calls = new AtomicInteger();

    /** The rows as they were saved. */
    public final List<StoredToken> saved = Collections.synchronizedList(new ArrayList<>());

    private volatile TokenStore rows;

    public ForwardingStore() {
        this(TokenStore.inMemory());
    }

    public ForwardingStore(TokenStore rows) {
        this.rows = rows;
    }

    /** Does to the row with this digest what somebody with access to the table could do. */
    public void edit(String digest, String field, Object value) {
        StoredToken before = rows.find(digest).orElseThrow().token();
        TokenStore edited = TokenStore.inMemory();
        edited.save(with(before, field, value));
        rows = edited;
    }

    /** A row with another value in one field. */
    public static StoredToken with(StoredToken row, String field, Object value) {
        try {
            RecordComponent[] components = StoredToken.class.getRecordComponents();
            Class<?>[] types = new Class<?>[components.length];
            Object[] values = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                values[i] = components[i].getName().equals(field)
                        ? value
                        : components[i].getAccessor().invoke(row);
            }
            return StoredToken.class.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    @Override
    public void save(StoredToken token) {
        calls.incrementAndGet();
        saved.add(token);
        rows.save(token);
    }

    @Override
    public Optional<Found> find(String digest) {
        calls.incrementAndGet();
        return rows.find(digest);
    }

    @Override
    public boolean swap(StoredToken seen, StoredToken next) {
        calls.incrementAndGet();
        return rows.swap(seen, next);
    }

    @Override
    public void supersede(String slot, long number) {
        calls.incrementAndGet();
        rows.supersede(slot, number);
    }

    @Override
    public List<Found> findByAccount(String realm, String accountId) {
        calls.incrementAndGet();
        return rows.findByAccount(realm, accountId);
    }

    @Override
    public int deleteExpired(Instant before, int limit) {
        calls.incrementAndGet();
        return rows.deleteExpired(before, limit);
    }

    @Override
    public boolean transactionally(BooleanSupplier work) {
        return rows.transactionally(work);
    }

    @Override
    public boolean inTransaction() {
        return rows.inTransaction();
    }

    @Override
    public void afterCommit(Runnable action) {
        rows.afterCommit(action);
    }

    /** The same without transactions: what fails has to be swapped back. */
    public static class WithoutTransactions extends ForwardingStore {
        public WithoutTransactions() {}

        public WithoutTransactions(TokenStore rows) {
            super(rows);
        }

        @Override
        public boolean transactionally(BooleanSupplier work) {
            return work.getAsBoolean();
        }

        @Override
        public boolean inTransaction() {
            return false;
        }
    }
}
