package dev.resetta.jdbc;

import dev.resetta.testkit.RedemptionRaceContract;
import dev.resetta.testkit.SharedParts;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Sixteen who redeem one link at once, on every database at three isolation levels. */
@ParameterizedClass
@MethodSource("dev.resetta.jdbc.Database#isolated")
class EveryDatabaseRedemptionRaceTest extends RedemptionRaceContract {
    @Parameter(0)
    Database database;

    @Parameter(1)
    String isolation;

    /** There are eight databases and three levels. */
    @Override
    protected int rounds() {
        return Threads.THOROUGH ? super.rounds() : 4;
    }

    @Override
    protected SharedParts shared() {
        return new DatabaseParts(database.fresh(isolation));
    }
}
