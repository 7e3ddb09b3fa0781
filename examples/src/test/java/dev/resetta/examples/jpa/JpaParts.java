package dev.resetta.examples.jpa;

import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import dev.resetta.account.PasswordUpdater;
import dev.resetta.testkit.SharedParts;
import dev.resetta.token.TokenIssuer;
import dev.resetta.token.TokenStore;

/** Accounts over JPA and Resetta's store in one database, shared by the nodes of a test. */
record JpaParts(JpaShop shop) implements SharedParts {
    @Override
    public TokenStore tokenStore() {
        return shop.db.tokenStore();
    }

    @Override
    public AccountDirectory accounts() {
        return shop.accounts;
    }

    @Override
    public PasswordUpdater updater() {
        return shop.accounts;
    }

    @Override
    public TokenIssuer.Transactional transactions() {
        return shop.db;
    }

    @Override
    public void save(Account account) {
        shop.transactions.inTransaction(entities -> {
            String email = account.address().orElseThrow();
            String hash = account.passwordHash().orElseThrow();
            long id = Long.parseLong(account.id());
            Person person = entities.find(Person.class, id);
            if (person == null) {
                person = new Person(id, email, account.name(), hash);
                entities.persist(person);
            }
            person.setEmail(email);
            person.setPasswordHash(hash);
            person.setSecurityStamp(account.securityStamp().orElse("none"));
            person.setEnabled(account.isEligible());
            return person;
        });
    }

    @Override
    public void delete(String accountId) {
        shop.transactions.inTransaction(entities -> entities.createQuery("DELETE FROM Person p WHERE p.id = :id")
                .setParameter("id", Long.valueOf(accountId))
                .executeUpdate());
    }

    @Override
    public String passwordHash(String accountId) {
        return shop.accounts.findById(accountId).orElseThrow().passwordHash().orElseThrow();
    }
}
