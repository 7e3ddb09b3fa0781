package dev.resetta.jdbc;

import dev.resetta.testkit.RedemptionRaceContract;
import dev.resetta.testkit.SharedParts;

class H2RedemptionRaceTest extends RedemptionRaceContract {
    @Override
    protected SharedParts shared() {
        return new H2Parts(Memory.database());
    }
}
