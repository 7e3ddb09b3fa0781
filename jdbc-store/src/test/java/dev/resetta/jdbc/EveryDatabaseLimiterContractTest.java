package dev.resetta.jdbc;

import dev.resetta.limit.RequestLimiter;
import dev.resetta.testkit.RequestLimiterContract;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What every request limiter promises, on every database. */
@ParameterizedClass
@MethodSource("dev.resetta.jdbc.Database#tested")
class EveryDatabaseLimiterContractTest extends RequestLimiterContract {
    @Parameter
    Database database;

    @Override
    protected RequestLimiter createLimiter() {
        return ResetDatabase.of(database.fresh()).createSchema().requestLimiter();
    }
}
