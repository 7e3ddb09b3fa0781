package dev.resetta;

import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import dev.resetta.account.PasswordUpdate;
import dev.resetta.account.PasswordUpdater;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Accounts in memory, found by id or address, with the compare-and-set an updater owes. */
public class TestAccounts implements AccountDirectory, PasswordUpdater {
    /** How many look-ups there were, of either kind. */
    public final AtomicInteger lookUps = new AtomicInteger();

    private final ConcurrentMap<String, Account> byId = new ConcurrentHashMap<>();

    /** Adds an account, or puts it in the place of the one with its id. */
    public void put(Account account) {
        byId.put(account.id(), account);
    }

    /** Deletes an account. */
    public void remove(String id) {
        byId.remove(id);
    }

    /** Changes an account behind the back of the reset. */
    public void change(String id, UnaryOperator<Account> change) {
        byId.computeIfPresent(id, (key, account) -> change.apply(account));
    }

    /** The account as it is stored. */
    public Account get(String id) {
        return Objects.requireNonNull(byId.get(id));
    }

    /** The hash as it is stored. */
    public String hashOf(String id) {
        return get(id).passwordHash().orElse("");
    }

    @Override
    public List<Account> findByIdentifier(String identifier) {
        lookUps.incrementAndGet();
        return byId.values().stream()
                .filter(account -> account.id().equals(identifier)
                        || account.address()
                                .filter(identifier::equalsIgnoreCase)
                                .isPresent())
                .toList();
    }

    @Override
    public Optional<Account> findById(String accountId) {
        lookUps.incrementAndGet();
        return Optional.ofNullable(byId.get(accountId));
    }

    @Override
    public boolean update(PasswordUpdate update) {
        boolean[] updated = new boolean[1];
        byId.computeIfPresent(update.accountId(), (id, account) -> {
            if (!account.passwordHash().equals(update.expectedHash())) {
                return account;
            }
            updated[0] = true;
            return withHash(account, update.newHash());
        });
        return updated[0];
    }

    /** The same account with another hash. */
    public static Account withHash(Account account, String hash) {
        return copy(account, account.address().orElse(null), hash);
    }

    /** The same account with another address. */
    public static Account withAddress(Account account, String address) {
        return copy(account, address, account.passwordHash().orElse(null));
    }

    /** An updater of a system elsewhere, which takes part in no transaction. */
    public static PasswordUpdater elsewhere(Predicate<PasswordUpdate> update) {
        return new PasswordUpdater() {
            @Override
            public boolean update(PasswordUpdate asked) {
                return update.test(asked);
            }

            @Override
            public boolean joinsTransaction() {
                return false;
            }
        };
    }

    private static Account copy(Account account, String address, String hash) {
        return Account.of(account.id(), address, hash)
                .withName(account.name())
                .withLocale(account.locale().orElse(null))
                .withSecurityStamp(account.securityStamp().orElse(null))
                .withEligible(account.isEligible())
                .withNoticeAddresses(account.noticeAddresses());
    }
}
