package dev.resetta.examples.adapters;

import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import dev.resetta.account.PasswordUpdater;
import dev.resetta.testkit.InMemoryAccounts;
import dev.resetta.testkit.SharedParts;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenStore;
import java.util.function.BooleanSupplier;

/** Links in MongoDB, and accounts in memory. */
record MongoParts(TokenStore tokenStore, InMemoryAccounts all) implements SharedParts {
    MongoParts(LocalMongo mongo) {
        this(new MongoTokenStore(mongo.database()).createIndexes(), new InMemoryAccounts());
    }

    @Override
    public AccountDirectory accounts() {
        return all;
    }

    @Override
    public PasswordUpdater updater() {
        return all;
    }

    @Override
    public TokenIssuer.Transactional transactions() {
        return BooleanSupplier::getAsBoolean;
    }

    @Override
    public void save(Account account) {
        all.put(account);
    }

    @Override
    public void delete(String accountId) {
        all.remove(accountId);
    }

    @Override
    public String passwordHash(String accountId) {
        return all.passwordHash(accountId);
    }
}
