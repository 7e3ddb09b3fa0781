package dev.resetta.examples.replays;

import dev.resetta.account.PasswordUpdate;
import dev.resetta.account.PasswordUpdater;
import dev.resetta.testkit.InMemoryAccounts;

/** Weak: writes whatever the account has become since it was judged. */
record BlindUpdater(InMemoryAccounts accounts) implements PasswordUpdater {

    @Override
    public boolean update(PasswordUpdate update) {
        accounts.change(update.accountId(), account -> InMemoryAccounts.withHash(account, update.newHash()));
        return true;
    }
}
