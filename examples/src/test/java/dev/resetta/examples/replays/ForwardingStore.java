package dev.resetta.examples.replays;

import dev.resetta.token.StoredToken;
import dev.resetta.token.TokenStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A store that another does the work for; what is planted overrides a method. */
class ForwardingStore implements TokenStore {
    private final TokenStore store;

    ForwardingStore(TokenStore store) {
        this.store = store;
    }

    @Override
    public void save(StoredToken token) {
        store.save(token);
    }

    @Override
    public Optional<Found> find(String digest) {
        return store.find(digest);
    }

    @Override
    public boolean swap(StoredToken seen, StoredToken next) {
        return store.swap(seen, next);
    }

    @Override
    public void supersede(String slot, long number) {
        store.supersede(slot, number);
    }

    @Override
    public List<Found> findByAccount(String realm, String accountId) {
        return store.findByAccount(realm, accountId);
    }

    @Override
    public int deleteExpired(Instant before, int limit) {
        return store.deleteExpired(before, limit);
    }

    @Override
    public boolean transactionally(BooleanSupplier work) {
        return store.transactionally(work);
    }

    @Override
    public boolean inTransaction() {
        return store.inTransaction();
    }

    @Override
    public void afterCommit(Runnable action) {
        store.afterCommit(action);
    }
}
