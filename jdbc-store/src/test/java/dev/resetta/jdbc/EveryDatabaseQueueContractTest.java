package dev.resetta.jdbc;

import dev.resetta.delivery.DeliveryQueue;
import dev.resetta.testkit.DeliveryQueueContract;
import java.time.Duration;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What every delivery queue promises, on every database. */
@ParameterizedClass
@MethodSource("dev.resetta.jdbc.Database#tested")
class EveryDatabaseQueueContractTest extends DeliveryQueueContract {
    @Parameter
    Database database;

    @Override
    protected DeliveryQueue createQueue() {
        return ResetDatabase.of(database.fresh()).createSchema().deliveryQueue().pollEvery(Duration.ofMillis(50));
    }

    @Override
    protected int room() {
        // Counted from time to time only; that a lane is full is shown by tests of its own.
        return 0;
    }

    @Override
    protected boolean keepsWhatWaits() {
        return true;
    }
}
