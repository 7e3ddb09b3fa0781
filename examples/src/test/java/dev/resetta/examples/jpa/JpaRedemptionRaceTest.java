package dev.resetta.examples.jpa;

import dev.resetta.testkit.RedemptionRaceContract;
import dev.resetta.testkit.SharedParts;
import org.junit.jupiter.api.AfterEach;

class JpaRedemptionRaceTest extends RedemptionRaceContract {
    private final JpaShop shop = new JpaShop(10);

    @Override
    protected SharedParts shared() {
        return new JpaParts(shop);
    }

    @Override
    protected String accountId(int round) {
        return String.valueOf(round);
    }

    @AfterEach
    void close() {
        shop.close();
    }
}
