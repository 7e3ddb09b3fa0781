package dev.resetta.testkit;

import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import dev.resetta.account.PasswordUpdater;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenStore;

/**
 * The parts under test that all processes of an application share: its token store and its accounts.
 *
 * <p>The first four are what the application hands to Resetta; with the last three the tests act as the application itself,
 * past Resetta.
 */
public interface SharedParts {
    /** The token store. */
    TokenStore tokenStore();

    /** Where accounts are found: by their address, and by their id. */
    AccountDirectory accounts();

    /** Who replaces hashes. */
    PasswordUpdater updater();

    /** What runs a redemption of a hash-bound link as one unit. */
    TokenIssuer.Transactional transactions();

    /** Adds an account, or replaces the one with its id, in every field: address, hash, stamp, eligibility. */
    void save(Account account);

    /** Deletes an account. */
    void delete(String accountId);

    /** Reads the stored hash of an account. */
    String passwordHash(String accountId);

    /** Parts in memory: the store and the accounts that come with Resetta and this kit. */
    static SharedParts inMemory() {
        return of(TokenStore.inMemory());
    }

    /** A store of your own, with accounts in memory, which take no part in its transactions if it has any. */
    static SharedParts of(TokenStore store) {
        InMemoryAccounts accounts = new InMemoryAccounts();
        return new InMemoryParts(store, accounts, accounts);
    }
}
