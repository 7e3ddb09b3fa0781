package dev.resetta.examples.demo.desk;

import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import dev.resetta.jdbc.JdbcAccounts;
import dev.resetta.jdbc.ResetDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Finds customers for the desk, disabled ones too: an operator has to see why somebody gets no mail. */
final class Customers {
    private final AccountDirectory byAddress;
    private final AccountDirectory byName;
    private final AccountDirectory enabled;

    Customers(DataSource dataSource) {
        JdbcAccounts users = ResetDatabase.of(dataSource).accounts("users").ignoringCase();
        JdbcAccounts addresses = users.columns("id", "email", "password_hash").nameColumn("name");
        this.byAddress = addresses;
        this.enabled = addresses.where("disabled = FALSE");
        this.byName = users.columns("id", "name", "password_hash");
    }

    /** Everybody who may be meant by an address, a user name or an id; there is no way to list them all. */
    List<Customer> find(String typed) {
        String text = typed.strip();
        List<Account> found = new ArrayList<>(byAddress.findByIdentifier(text));
        found.addAll(byName.findByIdentifier(text));
        byAddress.findById(text).ifPresent(found::add);
        return found.stream()
                .map(Account::id)
                .distinct()
                .flatMap(id -> findById(id).stream())
                .toList();
    }

    Optional<Customer> findById(String id) {
        return byAddress
                .findById(id)
                .map(account -> new Customer(
                        id,
                        account.name(),
                        account.address().orElse(""),
                        enabled.findById(id).isPresent()));
    }

    /**
     * What the desk sees of an account.
     *
     * @param address where mails go; empty if there is none
     * @param mayReset whether the shop lets this account have links
     */
    record Customer(String id, String name, String address, boolean mayReset) {}
}
