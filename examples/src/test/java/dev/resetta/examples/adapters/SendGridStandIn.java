package dev.resetta.examples.adapters;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What stands in for SendGrid: an HTTP server on a free port of the loopback interface that keeps what it gets. */
final class SendGridStandIn implements AutoCloseable {
    /** No status at all: the connection is closed instead. */
    static final int NO_ANSWER = 0;

    /** No status either: nothing is answered until the stand-in is closed. */
    static final int SILENCE = -1;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile int status = 202;
    private volatile Map<String, String> headers = Map.of();

    /** One request as it came in. */
    record Request(String line, String authorization, JsonObject body) {
        String recipient() {
            return body.getAsJsonArray("personalizations")
                    .get(0)
                    .getAsJsonObject()
                    .getAsJsonArray("to")
                    .get(0)
                    .getAsJsonObject()
                    .get("email")
                    .getAsString();
        }
    }

    SendGridStandIn() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Answers with this from now on. */
    void answer(int withStatus, Map<String, String> withHeaders) {
        headers = withHeaders;
        status = withStatus;
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(new Request(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    JsonParser.parseString(body).getAsJsonObject()));
            if (status > 0) {
                headers.forEach(exchange.getResponseHeaders()::set);
                exchange.sendResponseHeaders(status, -1);
            } else if (status == SILENCE) {
                end.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
