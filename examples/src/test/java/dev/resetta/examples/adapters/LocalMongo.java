package dev.resetta.examples.adapters;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.util.UUID;

/**
 * A MongoDB server inside this process, on a free port of the loopback interface, and a client of it.
 *
 * <p>The client has one connection: over a second one this server now and then shows a document in the middle of an update,
 * which MongoDB never does.
 */
final class LocalMongo implements AutoCloseable {
    private final MongoServer server = new MongoServer(new MemoryBackend());
    private final MongoClient client = MongoClients.create(server.bindAndGetConnectionString() + "/?maxPoolSize=1");

    /** A database that nobody has used before. */
    MongoDatabase database() {
        return client.getDatabase("shop-" + UUID.randomUUID());
    }

    @Override
    public void close() {
        client.close();
        server.shutdownNow();
    }
}
