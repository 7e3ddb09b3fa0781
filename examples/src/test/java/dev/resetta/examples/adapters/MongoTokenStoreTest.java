package dev.resetta.examples.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import dev.resetta.testkit.TokenStoreContract;
import dev.resetta.token.StoredToken;
import dev.resetta.token.StoredToken.State;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenStore;
import dev.resetta.token.TokenStore.Found;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The contract of every token store, over MongoDB, and what this one adds to it. */
@DisplayName("The token store over MongoDB")
class MongoTokenStoreTest extends TokenStoreContract {
    private static LocalMongo mongo;

    private final MongoDatabase database = mongo.database();
    private final TokenStore store = new MongoTokenStore(database).createIndexes();

    @BeforeAll
    static void startTheServer() {
        mongo = new LocalMongo();
    }

    @AfterAll
    static void stopTheServer() {
        mongo.close();
    }

    @Override
    protected TokenStore createStore() {
        return store;
    }

    @Override
    protected boolean hasTransactions() {
        return false;
    }

    @Test
    void everyValueSurvives() {
        StoredToken token = token("Zoë Ωμέγα 🙂", Long.MAX_VALUE, State.REVOKED);
        store.save(token);
        assertThat(store.find(token.digest())).contains(new Found(token, 0));
    }

    @Test
    void textOfAStrangerIsLookedForAndNeverCarriedOut() {
        store.save(token("ada", 1, State.LIVE));
        assertThat(store.find("{ $ne: null }")).isEmpty();
        assertThat(store.find("")).isEmpty();
        assertThat(store.findByAccount("", "$userId")).isEmpty();
        assertThat(store.findByAccount("", "ADA")).isEmpty();
    }

    @Test
    void mongoDeletesALinkADayAfterItsExpiryAndItsSlotADayAfterTheLongestLifetime() {
        assertThat(secondsUntilDeleted("reset_password_token", "expiresAt"))
                .isEqualTo(Duration.ofDays(1).toSeconds());
        assertThat(secondsUntilDeleted("reset_password_slot", "raisedAt"))
                .isEqualTo(Duration.ofDays(8).toSeconds());
    }

    @Test
    void whatIsStoredIsAUserAValidityAndTimesButNoToken() {
        StoredToken token = token("ada", 1, State.LIVE);
        store.save(token);
        Document document =
                database.getCollection("reset_password_token").find().first();
        assertThat(document)
                .containsKeys("userId", "createdAt", "updatedAt", "expiresAt", "state")
                .doesNotContainKey("token");
    }

    @Test
    void aSlotRemembersWhenItWasRaisedLastByTheClockThatDeletesIt() {
        store.supersede("slot", 7);
        assertThat(database.getCollection("reset_password_slot").find().first().getDate("raisedAt"))
                .isNotNull();
    }

    private Number secondsUntilDeleted(String collection, String field) {
        List<Document> indexes =
                database.getCollection(collection).listIndexes().into(new ArrayList<>());
        return indexes.stream()
                .filter(index -> index.get("key", Document.class).containsKey(field))
                .map(index -> (Number) index.get("expireAfterSeconds"))
                .findFirst()
                .map(Number::longValue)
                .orElseThrow();
    }

    private static StoredToken token(String accountId, long number, State state) {
        Instant noon = Instant.parse("2026-11-21T12:00:00.001Z");
        return new StoredToken(
                "d".repeat(64),
                "c".repeat(64),
                "a".repeat(64),
                number,
                "",
                accountId,
                TokenPolicy.Kind.REUSABLE,
                "2026-11",
                "e".repeat(64),
                noon,
                noon.plus(Duration.ofDays(3)),
                41,
                state);
    }
}
