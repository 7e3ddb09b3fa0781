package dev.resetta.testkit;

import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import dev.resetta.account.PasswordUpdate;
import dev.resetta.account.PasswordUpdater;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/**
 * Accounts in a map: directory and updater for tests, right under concurrency. A password is replaced only if the account is
 * still as it was judged.
 *
 * <p>An identifier means every account whose address it equals, or whose id.
 */
public final class InMemoryAccounts implements AccountDirectory, PasswordUpdater {
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();

    /** Starts without any account. */
    public InMemoryAccounts() {}

    /** Adds an account, or replaces the one with its id. */
    public InMemoryAccounts put(Account account) {
        accounts.put(account.id(), account);
        return this;
    }

    /** Deletes an account. */
    public void remove(String accountId) {
        accounts.remove(accountId);
    }

    /** Changes an account as the application itself would, past every reset. */
    public void change(String accountId, UnaryOperator<Account> change) {
        if (accounts.computeIfPresent(accountId, (id, account) -> change.apply(account)) == null) {
            throw new NoSuchElementException("There is no account " + accountId + ".");
        }
    }

    /** The stored hash of an account. */
    public String passwordHash(String accountId) {
        return findById(accountId).flatMap(Account::passwordHash).orElseThrow();
    }

    @Override
    public List<Account> findByIdentifier(String identifier) {
        return accounts.values().stream()
                .filter(account -> account.id().equals(identifier)
                        || account.address().filter(identifier::equals).isPresent())
                .toList();
    }

    @Override
    public Optional<Account> findById(String accountId) {
        return Optional.ofNullable(accounts.get(accountId));
    }

    @Override
    public boolean update(PasswordUpdate update) {
        AtomicBoolean updated = new AtomicBoolean();
        accounts.computeIfPresent(update.accountId(), (id, account) -> {
            if (!isAsJudged(account, update.account())) {
                return account;
            }
            updated.set(true);
            return withHash(account, update.newHash());
        });
        return updated.get();
    }

    private static boolean isAsJudged(Account now, Account judged) {
        return now.isEligible()
                && now.passwordHash().equals(judged.passwordHash())
                && now.address().equals(judged.address())
                && now.securityStamp().equals(judged.securityStamp());
    }

    /** The same account with another hash. */
    public static Account withHash(Account account, String passwordHash) {
        return Account.of(account.id(), account.address().orElse(null), passwordHash)
                .withName(account.name())
                .withLocale(account.locale().orElse(null))
                .withSecurityStamp(account.securityStamp().orElse(null))
                .withEligible(account.isEligible())
                .withNoticeAddresses(account.noticeAddresses());
    }
}
