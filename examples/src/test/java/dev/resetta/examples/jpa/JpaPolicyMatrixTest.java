package dev.resetta.examples.jpa;

import dev.resetta.testkit.PolicyMatrixContract;
import dev.resetta.testkit.SharedParts;
import org.junit.jupiter.api.AfterEach;

class JpaPolicyMatrixTest extends PolicyMatrixContract {
    private final JpaShop shop = new JpaShop(10);

    @Override
    protected SharedParts shared() {
        return new JpaParts(shop);
    }

    @Override
    protected String accountId(int number) {
        return String.valueOf(number);
    }

    @AfterEach
    void close() {
        shop.close();
    }
}
