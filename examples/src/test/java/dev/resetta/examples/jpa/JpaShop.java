package dev.resetta.examples.jpa;

import com.github.benmanes.caffeine.jcache.spi.CaffeineCachingProvider;
import dev.resetta.jdbc.ResetDatabase;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.SharedCacheMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;

/** An application over JPA, with a second-level cache, and Resetta's tables in the same database. */
final class JpaShop implements AutoCloseable {
    final JdbcConnectionPool pool =
            JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "", "");
    final EntityManagerFactory factory = new PersistenceConfiguration("shop")
            .managedClass(Person.class)
            .sharedCacheMode(SharedCacheMode.ENABLE_SELECTIVE)
            .property("jakarta.persistence.nonJtaDataSource", pool)
            .property(PersistenceConfiguration.SCHEMAGEN_DATABASE_ACTION, "create")
            .property("hibernate.cache.region.factory_class", "jcache")
            .property("hibernate.cache.region_prefix", UUID.randomUUID().toString())
            .property("hibernate.javax.cache.provider", CaffeineCachingProvider.class.getName())
            .property("hibernate.javax.cache.missing_cache_strategy", "create")
            .createEntityManagerFactory();
    final JpaTransactions transactions = new JpaTransactions(factory);
    final JpaAccounts accounts = new JpaAccounts(transactions);
    final ResetDatabase db = ResetDatabase.of(pool).transactions(transactions).createSchema();

    /** Starts with this many connections at most. */
    JpaShop(int connections) {
        pool.setMaxConnections(connections);
    }

    void add(long id, String email) {
        transactions.inTransaction(entities -> {
            entities.persist(new Person(id, email, "Ada", "old hash"));
            return true;
        });
    }

    /** Reads somebody as the application does, through the second-level cache. */
    Person person(long id) {
        return transactions.inTransaction(entities -> entities.find(Person.class, id));
    }

    /** Reads somebody as the table has it. */
    Person stored(long id) {
        factory.getCache().evictAll();
        return person(id);
    }

    /** Writes past JPA, as another program does. */
    void execute(String sql, Object... values) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        factory.close();
        pool.dispose();
    }
}
