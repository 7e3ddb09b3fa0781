package dev.resetta.examples.jpa;

import dev.resetta.jdbc.Transactions;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.resource.transaction.spi.TransactionStatus;
import org.jspecify.annotations.Nullable;

/**
 * The application's transactions: one entity manager for each thread that is in one. Resetta joins them, or begins one.
 *
 * <p>It stands for what frameworks do ({@code @Transactional} and an injected entity manager); an application that has one
 * writes the last three methods over it.
 */
public final class JpaTransactions implements Transactions {
    private final EntityManagerFactory factory;

    @SuppressWarnings("ThreadLocalUsage") // one for each factory, of which an application has one
    private final ThreadLocal<@Nullable EntityManager> current = new ThreadLocal<>();

    /** Makes transactions over this factory, whose data source is the one Resetta is given. */
    public JpaTransactions(EntityManagerFactory factory) {
        this.factory = factory;
    }

    /** Runs work in the transaction of this thread, or in a new one, which is rolled back if the work throws. */
    public <T> T inTransaction(Function<EntityManager, T> work) {
        EntityManager joined = current.get();
        return joined != null
                ? work.apply(joined)
                : factory.callInTransaction(begun -> {
                    current.set(begun);
                    try {
                        return work.apply(begun);
                    } finally {
                        current.remove();
                    }
                });
    }

    /**
     * {@inheritDoc}
     *
     * <p>What the caller has changed is written before: Resetta undoes a refused link by a savepoint, and what was written
     * after that would be undone with it, although Hibernate takes it for written.
     */
    @Override
    public void run(Consumer<Connection> work) {
        inTransaction(entities -> {
            entities.flush();
            entities.unwrap(Session.class).doWork(work::accept);
            return true;
        });
    }

    @Override
    public boolean isActive() {
        return current.get() != null;
    }

    @Override
    public void afterCommit(Runnable action) {
        inTransaction(entities -> {
            entities.unwrap(Session.class).getTransaction().runAfterCompletion(status -> {
                if (status == TransactionStatus.COMMITTED) {
                    action.run();
                }
            });
            return true;
        });
    }
}
