package dev.resetta.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.resetta.jdbc.ResetDatabase;
import dev.resetta.testkit.CallersTransactionContract;
import dev.resetta.testkit.SharedParts;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.support.TransactionTemplate;

/** The contract, over transactions that Spring begins for JPA, on a pool of one connection. */
class SpringJpaTransactionTest extends CallersTransactionContract {
    private final HikariDataSource pool = new HikariDataSource();
    private final LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
    private final JpaTransactionManager manager = new JpaTransactionManager();
    private ResetDatabase db;

    /** A row that JPA writes when it thinks it is time. */
    @Entity(name = "Note")
    static class Note {
        @Id
        Long id;

        /** For JPA. */
        Note() {}

        Note(long id) {
            this.id = id;
        }
    }

    @Override
    protected SharedParts shared() {
        pool.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
        pool.setMaximumPoolSize(1);
        factory.setDataSource(pool);
        factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        factory.setManagedTypes(PersistenceManagedTypes.of(Note.class.getName()));
        factory.setJpaPropertyMap(Map.of("hibernate.hbm2ddl.auto", "create"));
        factory.afterPropertiesSet();
        manager.setEntityManagerFactory(entities());
        manager.setDataSource(pool);
        manager.afterPropertiesSet();
        db = ResetDatabase.of(pool).createSchema().transactions(new SpringTransactions(pool, manager));
        return new CallersParts(db, new JdbcTemplate(pool));
    }

    @Override
    protected boolean inTransaction(BooleanSupplier work) {
        return new TransactionTemplate(manager).execute(status -> {
            boolean stands = work.getAsBoolean();
            if (!stands) {
                status.setRollbackOnly();
            }
            return stands;
        });
    }

    @Test
    void whatJpaHoldsBackSurvivesARefusedLink() {
        inTransaction(() -> {
            EntityManager entities = EntityManagerFactoryUtils.getTransactionalEntityManager(entities());
            entities.persist(new Note(1));
            // A part that is undone, as the use of a refused link is; a query within it would write the note, too.
            boolean stands = db.transactionally(() -> {
                entities.flush();
                return false;
            });
            assertThat(stands).isFalse();
            return true;
        });

        assertThat(new JdbcTemplate(pool).queryForObject("SELECT COUNT(*) FROM Note", Integer.class))
                .isOne();
    }

    @AfterEach
    void close() {
        factory.destroy();
        pool.close();
    }

    private EntityManagerFactory entities() {
        return factory.getObject();
    }
}
