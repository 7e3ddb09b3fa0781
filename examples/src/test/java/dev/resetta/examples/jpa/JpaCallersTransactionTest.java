package dev.resetta.examples.jpa;

import dev.resetta.testkit.CallersTransactionContract;
import dev.resetta.testkit.SharedParts;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;

/** Links that are redeemed within the entity manager's transactions, on a pool of one connection. */
class JpaCallersTransactionTest extends CallersTransactionContract {
    private final JpaShop shop = new JpaShop(1);

    @Override
    protected SharedParts shared() {
        return new JpaParts(shop);
    }

    @Override
    protected String accountId(int number) {
        return Integer.toString(number);
    }

    @Override
    protected boolean inTransaction(BooleanSupplier work) {
        return shop.transactions.inTransaction(entities -> {
            boolean stands = work.getAsBoolean();
            if (!stands) {
                entities.getTransaction().setRollbackOnly();
            }
            return stands;
        });
    }

    @AfterEach
    void close() {
        shop.close();
    }
}
