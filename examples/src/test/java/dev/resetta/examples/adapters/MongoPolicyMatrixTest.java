package dev.resetta.examples.adapters;

import dev.resetta.testkit.PolicyMatrixContract;
import dev.resetta.testkit.SharedParts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Every cell of the policy matrix, with links in MongoDB. */
class MongoPolicyMatrixTest extends PolicyMatrixContract {
    private static LocalMongo mongo;

    @BeforeAll
    static void startTheServer() {
        mongo = new LocalMongo();
    }

    @AfterAll
    static void stopTheServer() {
        mongo.close();
    }

    @Override
    protected SharedParts shared() {
        return SharedParts.of(new MongoTokenStore(mongo.database()).createIndexes());
    }
}
