package dev.resetta.testkit;

import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import dev.resetta.account.PasswordUpdater;
import java.util.UUID;

/** The kit's own accounts keep the contract. */
class InMemoryAccountsTest extends AccountsContract {
    private InMemoryAccounts accounts;

    @Override
    protected AccountDirectory createDirectory() {
        accounts = new InMemoryAccounts();
        return accounts;
    }

    @Override
    protected PasswordUpdater createUpdater() {
        return accounts;
    }

    @Override
    protected String add(String address) {
        String id = UUID.randomUUID().toString();
        accounts.put(Account.of(id, address, "first hash"));
        return id;
    }

    @Override
    protected void changePassword(String accountId) {
        accounts.change(accountId, account -> InMemoryAccounts.withHash(account, "another hash"));
    }

    @Override
    protected void changeAddress(String accountId, String address) {
        accounts.change(
                accountId,
                account -> Account.of(accountId, address, account.passwordHash().orElse(null)));
    }

    @Override
    protected void disable(String accountId) {
        accounts.change(accountId, account -> account.withEligible(false));
    }

    @Override
    protected void delete(String accountId) {
        accounts.remove(accountId);
    }

    @Override
    protected boolean comparesTheWholeAccount() {
        return true;
    }
}
