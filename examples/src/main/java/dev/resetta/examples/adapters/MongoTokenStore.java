package dev.resetta.examples.adapters;

import static com.mongodb.client.model.Aggregates.limit;
import static com.mongodb.client.model.Aggregates.lookup;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Aggregates.sort;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.descending;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.currentDate;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.UpdateOptions;
import dev.resetta.token.StoredToken;
import dev.resetta.token.StoredToken.State;
import dev.resetta.token.TokenPolicy;
import dev.resetta.token.TokenStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Links in MongoDB: one document for each in {@code reset_password_token}, under the digest of its token, and one for each
 * slot in {@code reset_password_slot}.
 *
 * <p>Whether a link may be used is decided by one conditional update of one document, and by how many it matched. Everything
 * is written to a majority and read from the primary, so that a failover neither revives a used link nor forgets a new one.
 * Transactions are not used, so a standalone server will do: a claim is undone by Resetta, with a second update. What that
 * means: if the process dies between claim and password change, the link is used up and the password stays as it was.
 *
 * <p>MongoDB itself deletes what is long over, by its own clock: a link a day after its expiry, a slot when no link that it
 * may have replaced can be good any more. A server whose clock is more than a day fast deletes links that are still good.
 *
 * <p>It needs MongoDB 4.4 or later and {@link #createIndexes}. Set {@code timeoutMS} (or the socket timeouts) on the client,
 * whose default is to wait for ever.
 */
@SuppressWarnings("JavaUtilDate") // what the driver takes
public final class MongoTokenStore implements TokenStore {
    private static final String TOKENS = "reset_password_token";
    private static final String SLOTS = "reset_password_slot";

    private static final Duration KEPT_AFTER_EXPIRY = Duration.ofDays(1);

    /** All links of a slot that are older than a raise of its number have expired after this time. */
    private static final Duration SLOT_KEPT = TokenPolicy.LONGEST_LIFETIME.plus(KEPT_AFTER_EXPIRY);

    private final MongoCollection<Document> tokens;
    private final MongoCollection<Document> slots;

    /** Keeps links in the two collections of this database. */
    public MongoTokenStore(MongoDatabase database) {
        MongoDatabase careful =
                database.withWriteConcern(WriteConcern.MAJORITY).withReadPreference(ReadPreference.primary());
        this.tokens = careful.getCollection(TOKENS);
        this.slots = careful.getCollection(SLOTS);
    }

    /** Creates the indexes that are not there yet; call it when the application starts. */
    public MongoTokenStore createIndexes() {
        tokens.createIndex(ascending("realm", "userId"));
        tokens.createIndex(ascending("expiresAt"), after(KEPT_AFTER_EXPIRY));
        slots.createIndex(ascending("raisedAt"), after(SLOT_KEPT));
        return this;
    }

    @Override
    public void save(StoredToken token) {
        tokens.insertOne(document(token));
    }

    @Override
    public Optional<Found> find(String digest) {
        return found(match(eq("_id", digest)), limit(1)).stream().findFirst();
    }

    @Override
    public boolean swap(StoredToken seen, StoredToken next) {
        Bson asSeen = and(
                eq("_id", seen.digest()),
                eq("uses", seen.uses()),
                eq("state", seen.state().name()));
        Bson change = combine(
                set("seal", next.seal()),
                set("uses", next.uses()),
                set("state", next.state().name()),
                currentDate("updatedAt"));
        return tokens.updateOne(asSeen, change).getMatchedCount() == 1;
    }

    @Override
    public void supersede(String slot, long number) {
        try {
            slots.updateOne(
                    eq("_id", slot),
                    combine(max("number", number), currentDate("raisedAt")),
                    new UpdateOptions().upsert(true));
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                throw new ConflictException("Two made the same slot at once; this one has written nothing.", e);
            }
            throw e;
        }
    }

    @Override
    public List<Found> findByAccount(String realm, String accountId) {
        return found(match(and(eq("realm", realm), eq("userId", accountId))), sort(descending("number")));
    }

    /** Slots are left to MongoDB: whoever deleted one here might meet a link that is being issued in it. */
    @Override
    public int deleteExpired(Instant before, int limit) {
        Bson expired = lt("expiresAt", Date.from(before));
        List<String> digests = tokens.find(expired)
                .projection(include("_id"))
                .limit(limit)
                .map(document -> document.getString("_id"))
                .into(new ArrayList<>());
        return Math.toIntExact(
                tokens.deleteMany(and(in("_id", digests), expired)).getDeletedCount());
    }

    /** The links that a step of an aggregation finds, each with its slot, in one round trip. */
    private List<Found> found(Bson match, Bson then) {
        return tokens.aggregate(List.of(match, then, lookup(SLOTS, "slot", "_id", "slots")))
                .map(MongoTokenStore::found)
                .into(new ArrayList<>());
    }

    private static Found found(Document document) {
        StoredToken token = new StoredToken(
                document.getString("_id"),
                document.getString("cancelDigest"),
                document.getString("slot"),
                document.getLong("number"),
                document.getString("realm"),
                document.getString("userId"),
                TokenPolicy.Kind.valueOf(document.getString("kind")),
                document.getString("keyId"),
                document.getString("seal"),
                document.getDate("createdAt").toInstant(),
                document.getDate("expiresAt").toInstant(),
                document.getInteger("uses"),
                State.valueOf(document.getString("state")));
        return document.getList("slots", Document.class).stream()
                .findFirst()
                .map(slot -> new Found(token, slot.getLong("number")))
                .orElseGet(() -> new Found(token, 0));
    }

    private static Document document(StoredToken token) {
        return new Document("_id", token.digest())
                .append("cancelDigest", token.cancelDigest())
                .append("slot", token.slot())
                .append("number", token.number())
                .append("realm", token.realm())
                .append("userId", token.accountId())
                .append("kind", token.kind().name())
                .append("keyId", token.keyId())
                .append("seal", token.seal())
                .append("createdAt", Date.from(token.issuedAt()))
                .append("expiresAt", Date.from(token.expiresAt()))
                .append("uses", token.uses())
                .append("state", token.state().name())
                .append("updatedAt", Date.from(token.issuedAt()));
    }

    private static IndexOptions after(Duration time) {
        return new IndexOptions().expireAfter(time.toSeconds(), TimeUnit.SECONDS);
    }
}
