package dev.resetta.benchmarks.tokens;

import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import java.util.List;
import java.util.Optional;

/** Whose tokens are minted and judged: an account that is at hand, so that no look-up is measured. */
final class Alice implements AccountDirectory {
    static final String ID = "4711";
    static final String ADDRESS = "alice@example.com";
    static final String PASSWORD_HASH = "$2b$12$abcdefghijklmnopqrstuu1234567890123456789012345678901";

    private static final Account ACCOUNT = Account.of(ID, ADDRESS, PASSWORD_HASH);

    Account account() {
        return ACCOUNT;
    }

    @Override
    public List<Account> findByIdentifier(String identifier) {
        return List.of(ACCOUNT);
    }

    @Override
    public Optional<Account> findById(String id) {
        return Optional.of(ACCOUNT);
    }
}
