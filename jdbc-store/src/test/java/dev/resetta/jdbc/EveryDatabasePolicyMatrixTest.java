package dev.resetta.jdbc;

import dev.resetta.testkit.PolicyMatrixContract;
import dev.resetta.testkit.SharedParts;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Every cell of the policy matrix, on every database. */
@ParameterizedClass
@MethodSource("dev.resetta.jdbc.Database#tested")
class EveryDatabasePolicyMatrixTest extends PolicyMatrixContract {
    @Parameter
    Database database;

    @Override
    protected SharedParts shared() {
        return new DatabaseParts(database.fresh());
    }
}
