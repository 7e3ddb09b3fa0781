package dev.resetta.jdbc;

import dev.resetta.testkit.PolicyMatrixContract;
import dev.resetta.testkit.SharedParts;

class H2PolicyMatrixTest extends PolicyMatrixContract {
    @Override
    protected SharedParts shared() {
        return new H2Parts(Memory.database());
    }
}
