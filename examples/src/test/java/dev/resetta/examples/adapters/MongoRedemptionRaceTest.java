package dev.resetta.examples.adapters;

import dev.resetta.testkit.RedemptionRaceContract;
import dev.resetta.testkit.SharedParts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Sixteen who redeem one link at once, with links in MongoDB, where nothing is undone by a transaction. */
class MongoRedemptionRaceTest extends RedemptionRaceContract {
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

    /** Each round is some hundred round trips to a server that answers one at a time. */
    @Override
    protected int rounds() {
        return Math.max(5, super.rounds() / 4);
    }
}
