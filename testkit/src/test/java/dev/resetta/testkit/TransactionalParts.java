package dev.resetta.testkit;

import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import dev.resetta.account.PasswordUpdater;
import dev.resetta.token.StoredToken;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** A store in memory, and accounts that take part in its units: each remembers them, and puts them back if it is undone. */
class TransactionalParts implements SharedParts {
    final TokenStore right = TokenStore.inMemory();

    /** Never changed, but replaced. */
    Map<String, Account> all = Map.of();

    private final TokenStore store = new Store();

    @Override
    public TokenStore tokenStore() {
        return store;
    }

    @Override
    public AccountDirectory accounts() {
        return new AccountDirectory() {
            @Override
            public List<Account> findByIdentifier(String identifier) {
                return all.values().stream()
                        .filter(account -> account.address().orElseThrow().equals(identifier))
                        .toList();
            }

            @Override
            public Optional<Account> findById(String accountId) {
                return Optional.ofNullable(all.get(accountId));
            }
        };
    }

    @Override
    public PasswordUpdater updater() {
        return update -> {
            Account account = all.get(update.accountId());
            boolean isAsJudged = account != null && account.passwordHash().equals(update.expectedHash());
            if (isAsJudged) {
                save(InMemoryAccounts.withHash(account, update.newHash()));
            }
            return isAsJudged;
        };
    }

    @Override
    public TokenIssuer.Transactional transactions() {
        return store;
    }

    @Override
    public void save(Account account) {
        Map<String, Account> next = new TreeMap<>(all);
        next.put(account.id(), account);
        all = next;
    }

    @Override
    public void delete(String accountId) {
        Map<String, Account> next = new TreeMap<>(all);
        next.remove(accountId);
        all = next;
    }

    @Override
    public String passwordHash(String accountId) {
        return all.get(accountId).passwordHash().orElseThrow();
    }

    boolean transactionally(BooleanSupplier work) {
        Map<String, Account> before = all;
        boolean stands = false;
        try {
            stands = right.transactionally(work);
        } finally {
            if (!stands) {
                all = before;
            }
        }
        return stands;
    }

    boolean inTransaction() {
        return right.inTransaction();
    }

    void afterCommit(Runnable action) {
        right.afterCommit(action);
    }

    /** The right store, with the units of these parts. */
    private final class Store implements TokenStore {
        @Override
        public void save(StoredToken token) {
            right.save(token);
        }

        @Override
        public Optional<Found> find(String digest) {
            return right.find(digest);
        }

        @Override
        public boolean swap(StoredToken seen, StoredToken next) {
            return right.swap(seen, next);
        }

        @Override
        public void supersede(String slot, long number) {
            right.supersede(slot, number);
        }

        @Override
        public List<Found> findByAccount(String realm, String accountId) {
            return right.findByAccount(realm, accountId);
        }

        @Override
        public int deleteExpired(Instant before, int limit) {
            return right.deleteExpired(before, limit);
        }

        @Override
        public boolean transactionally(BooleanSupplier work) {
            return TransactionalParts.this.transactionally(work);
        }

        @Override
        public boolean inTransaction() {
            return TransactionalParts.this.inTransaction();
        }

        @Override
        public void afterCommit(Runnable action) {
            TransactionalParts.this.afterCommit(action);
        }
    }
}
