package dev.resetta.examples.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import dev.resetta.account.PasswordUpdater;
import dev.resetta.testkit.AccountsContract;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What every directory and updater promise. Another program changes the table, and everybody is in the second-level cache
 * meanwhile.
 */
class JpaAccountsTest extends AccountsContract {
    private final AtomicLong ids = new AtomicLong(1000);

    protected JpaShop shop;

    @Override
    protected AccountDirectory createDirectory() {
        shop = new JpaShop(10);
        return shop.accounts;
    }

    @Override
    protected PasswordUpdater createUpdater() {
        return shop.accounts;
    }

    @Override
    protected String add(String address) {
        long id = ids.incrementAndGet();
        shop.add(id, address);
        shop.person(id);
        return String.valueOf(id);
    }

    @Override
    protected void changePassword(String accountId) {
        shop.execute("UPDATE person SET passwordHash = 'another hash' WHERE id = ?", accountId);
    }

    @Override
    protected void changeAddress(String accountId, String address) {
        shop.execute("UPDATE person SET email = ? WHERE id = ?", address, accountId);
    }

    @Override
    protected void disable(String accountId) {
        shop.execute("UPDATE person SET enabled = FALSE WHERE id = ?", accountId);
    }

    @Override
    protected void delete(String accountId) {
        shop.execute("DELETE FROM person WHERE id = ?", accountId);
    }

    @Override
    protected boolean comparesTheWholeAccount() {
        return true;
    }

    @Test
    void theyGetNoNewPasswordIfAnythingChangedSinceTheJudgement() {
        for (String change : List.of("email = 'ada@new.example.com'", "securityStamp = 'new'", "enabled = FALSE")) {
            String id = add("ada@example.com");
            Account judged = shop.accounts.findById(id).orElseThrow();
            shop.execute("UPDATE person SET " + change + " WHERE id = ?", id);

            assertThat(shop.accounts.update(update(judged, "correct horse battery")))
                    .as(change)
                    .isFalse();
        }
    }

    @AfterEach
    void close() {
        shop.close();
    }
}
