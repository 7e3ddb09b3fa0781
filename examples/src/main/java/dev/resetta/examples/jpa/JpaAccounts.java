package dev.resetta.examples.jpa;

import dev.resetta.account.Account;
import dev.resetta.account.AccountDirectory;
import dev.resetta.account.PasswordUpdate;
import dev.resetta.account.PasswordUpdater;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.Tuple;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * {@link Person}s as Resetta sees them.
 *
 * <p>Columns are selected, not entities: then neither the persistence context nor the second-level cache can answer with what
 * was so a while ago, and none of the caller's objects is touched. What the caller has changed and not written yet is written
 * first, so that it counts.
 */
public final class JpaAccounts implements AccountDirectory, PasswordUpdater {
    private static final int MOST_PEOPLE = 10;

    private static final String BY_EMAIL = """
            SELECT p.id AS id, p.email AS email, p.name AS name, p.passwordHash AS passwordHash,
                   p.securityStamp AS securityStamp, p.enabled AS enabled
              FROM Person p
             WHERE LOWER(p.email) = LOWER(:email)
             ORDER BY p.id
            """;

    private static final String BY_ID = """
            SELECT p.id AS id, p.email AS email, p.name AS name, p.passwordHash AS passwordHash,
                   p.securityStamp AS securityStamp, p.enabled AS enabled
              FROM Person p
             WHERE p.id = :id
            """;

    /** Compares all that the link was judged by, so that nothing of it may change in between. */
    private static final String REPLACE = """
            UPDATE Person p
               SET p.passwordHash = :newHash, p.securityStamp = :newStamp, p.version = p.version + 1
             WHERE p.id = :id
               AND p.passwordHash = :hash
               AND p.securityStamp = :stamp
               AND p.email = :email
               AND p.enabled = TRUE
            """;

    private final JpaTransactions transactions;

    /** Reads and writes in these transactions. */
    public JpaAccounts(JpaTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public List<Account> findByIdentifier(String identifier) {
        return identifier.indexOf('\0') >= 0 // which PostgreSQL refuses
                ? List.of()
                : transactions.inTransaction(
                        entities -> accounts(select(entities, BY_EMAIL).setParameter("email", identifier)));
    }

    @Override
    public Optional<Account> findById(String accountId) {
        return id(accountId)
                .flatMap(id -> transactions.inTransaction(
                        entities -> accounts(select(entities, BY_ID).setParameter("id", id)).stream()
                                .findFirst()));
    }

    /**
     * {@inheritDoc}
     *
     * <p>One conditional update, whose count is the answer. It goes past the persistence context, so what the caller has
     * loaded of this person is read again; and it raises the version, so what others have loaded cannot be written any more.
     * A caller that goes on after the redemption has failed reads the person again, or cannot write it either.
     */
    @Override
    public boolean update(PasswordUpdate update) {
        return id(update.accountId())
                .filter(id -> transactions.inTransaction(entities -> replace(entities, id, update)))
                .isPresent();
    }

    private static boolean replace(EntityManager entities, Long id, PasswordUpdate update) {
        Account judged = update.account();
        entities.flush();
        boolean isReplaced = entities.createQuery(REPLACE)
                        .setParameter("newHash", update.newHash())
                        .setParameter("newStamp", UUID.randomUUID().toString())
                        .setParameter("id", id)
                        .setParameter("hash", judged.passwordHash().orElseThrow())
                        .setParameter("stamp", judged.securityStamp().orElseThrow())
                        .setParameter("email", judged.address().orElseThrow())
                        .executeUpdate()
                == 1;
        Person person = entities.getReference(Person.class, id);
        boolean isLoaded =
                entities.getEntityManagerFactory().getPersistenceUnitUtil().isLoaded(person);
        if (isReplaced && isLoaded) {
            entities.refresh(person);
        }
        return isReplaced;
    }

    private static TypedQuery<Tuple> select(EntityManager entities, String query) {
        return entities.createQuery(query, Tuple.class)
                .setFlushMode(FlushModeType.AUTO) // whatever the caller has set
                .setMaxResults(MOST_PEOPLE);
    }

    private static List<Account> accounts(TypedQuery<Tuple> query) {
        return query.getResultStream().map(JpaAccounts::account).toList();
    }

    private static Account account(Tuple person) {
        return Account.of(
                        person.get("id", Long.class).toString(),
                        person.get("email", String.class),
                        person.get("passwordHash", String.class))
                .withName(person.get("name", String.class))
                .withSecurityStamp(person.get("securityStamp", String.class))
                .withEligible(person.get("enabled", Boolean.class));
    }

    /** A number, spelled as we spell it. */
    private static Optional<Long> id(String accountId) {
        try {
            Long id = Long.valueOf(accountId);
            return id.toString().equals(accountId) ? Optional.of(id) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
