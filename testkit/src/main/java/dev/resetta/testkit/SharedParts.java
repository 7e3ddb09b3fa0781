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

    /**
     * Adds an account, or replaces the one with its id, in every field: address, hash, stamp, eligibility.
     *
     * <p>The stamp may be missing. Hashes are words of up to 100 characters that nobody parses; those that a redemption makes
     * are, too.
     */
    void save(Account account);

    /** Deletes an account. */
    void delete(String accountId);

    /** Reads the stored hash of an account. */
    String passwordHash(String accountId);

    /** Parts in memory: the store and the accounts that come with Resetta and this kit. */
    static SharedParts inMemory() {
        return InMemoryParts.of(TokenStore.inMemory());
    }

    /**
     * A store without transactions, with accounts in memory.
     *
     * @throws IllegalArgumentException if it has transactions, because these accounts would take no part in them: then write
     *     parts of your own, with accounts in the same database
     */
    static SharedParts of(TokenStore store) {
        if (TokenStoreUnits.undoes(store)) {
            throw new IllegalArgumentException("This store has transactions, in which accounts in memory take no part."
                    + " Implement SharedParts, with accounts in the same database.");
        }
        return InMemoryParts.of(store);
    }
}
