package dev.resetta.examples.reading;

import com.google.gson.Gson;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.resetta.LinkCheck;
import dev.resetta.LinkProblem;
import dev.resetta.PasswordReset;
import dev.resetta.ResetRequest;
import dev.resetta.ResetResult;
import dev.resetta.ResetSubmission;
import dev.resetta.delivery.Notice;
import dev.resetta.jdbc.ResetDatabase;
import dev.resetta.password.Argon2id;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Four endpoints for a front end that is one page and speaks JSON, on the server that is in the JDK. Do it so where pages are drawn
 * in the browser. The link holds its token in the fragment, which no browser sends to a server, so that no log sees it; the page
 * takes it out and sends it in the body:
 *
 * <pre>{@code
 * const token = new URLSearchParams(location.hash.slice(1)).get("token");
 * history.replaceState(null, "", location.pathname);
 * const headers = {"Content-Type": "application/json"};
 * await fetch("/api/reset/check", {method: "POST", headers, body: JSON.stringify({token})});
 * }</pre>
 *
 * <p>No CSRF token is needed. No cookie plays a part, so nobody else's page can act in somebody's name; and as only JSON is taken, a
 * browser asks first before it sends any from another site, and gets no permission.
 */
public final class JsonEndpoints implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JsonEndpoints.class);
    private static final int LARGEST_BODY = 4096;

    private final PasswordReset reset;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(16);

    /** Starts to answer, on a free port of this machine. */
    JsonEndpoints(PasswordReset reset) throws IOException {
        this.reset = reset;
        server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Goes the way of a front end, and shows each answer. */
    public static void main(String... args) throws IOException, InterruptedException {
        Argon2id hasher = Argon2id.recommended();
        JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:json-endpoints", "sa", "");
        ResetDatabase db = ResetDatabase.of(pool).createSchema();
        db.inTransaction(connection -> {
            try (var create = connection.prepareStatement("CREATE TABLE users AS SELECT 17 AS id,"
                    + " 'ada@example.com' AS email, CAST(? AS VARCHAR(255)) AS password_hash")) {
                create.setString(1, hasher.hash("a password of long ago"));
                return create.execute();
            }
        });
        var mailbox = new LinkedBlockingQueue<Notice>(); // stands for the mail, so that the link can be clicked on
        try (PasswordReset reset = PasswordReset.builder()
                        .resetLink("https://shop.example.com/reset-password#token={token}")
                        .accounts(db.accounts("users"))
                        .passwordHasher(hasher)
                        .tokenStore(db.tokenStore())
                        .notifier(mailbox::add)
                        .endSessions(changed -> System.out.println("All sessions of Ada are ended."))
                        .build();
                JsonEndpoints endpoints = new JsonEndpoints(reset)) {
            endpoints.show("request", Map.of("identifier", "nobody@example.com"));
            endpoints.show("request", Map.of("identifier", "ada@example.com"));
            String link = ((Notice.ResetLink) mailbox.take()).link(); // mailed on another thread, and to Ada alone
            System.out.println("Ada's mail holds the link " + link);
            String token = link.substring(link.indexOf('=') + 1);
            endpoints.show("check", Map.of("token", token));
            endpoints.show("redeem", Map.of("token", token, "password", "short"));
            endpoints.show("redeem", Map.of("token", token, "password", "correct horse battery"));
            endpoints.show("check", Map.of("token", token));
            endpoints.show("check", Map.of("token", 17));
        } finally {
            pool.dispose();
        }
    }

    private void show(String endpoint, Map<String, ?> fields) throws IOException, InterruptedException {
        String json = new Gson().toJson(fields);
        HttpRequest post = HttpRequest.newBuilder(address().resolve(endpoint))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        var answer = HttpClient.newHttpClient().send(post, HttpResponse.BodyHandlers.ofString());
        System.out.println(endpoint + " " + json + " is answered " + answer.statusCode() + " " + answer.body());
    }

    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/api/reset/");
    }

    private void handle(HttpExchange exchange) throws IOException {
        try {
            switch (exchange.getRequestURI().getPath()) {
                case "/api/reset/request" -> request(exchange, fields(exchange, "identifier"));
                case "/api/reset/check" -> check(exchange, fields(exchange, "token"));
                case "/api/reset/redeem" -> redeem(exchange, fields(exchange, "token", "password"));
                case "/api/reset/cancel" -> cancel(exchange, fields(exchange, "token"));
                default -> throw new UnfitRequest(404, "There is nothing here.");
            }
        } catch (UnfitRequest e) {
            answer(exchange, e.status, Map.of("error", e.sentence));
        } catch (RuntimeException e) {
            LOG.warn("A request could not be answered ({}).", e.getClass().getName());
            answer(exchange, 500, null);
        } finally {
            exchange.close();
        }
    }

    /** The same for everybody whom the limit of the client lets in, whether there is an account or not. */
    private void request(HttpExchange exchange, Map<String, String> fields) throws IOException {
        ResetRequest request =
                ResetRequest.forIdentifier(fields.get("identifier")).clientAddress(client(exchange));
        if (reset.request(request)) {
            answer(exchange, 202, null);
        } else {
            exchange.getResponseHeaders().set("Retry-After", "60"); // by then Limits.standard() allow one more
            answer(exchange, 429, null);
        }
    }

    private void check(HttpExchange exchange, Map<String, String> fields) throws IOException {
        LinkCheck link = reset.check(fields.get("token"));
        if (link instanceof LinkCheck.Good good) {
            String expiresAt = good.expiresAt().toString();
            answer(exchange, 200, Map.of("accountName", good.accountName(), "expiresAt", expiresAt));
        } else {
            answer(exchange, 410, link);
        }
    }

    private void redeem(HttpExchange exchange, Map<String, String> fields) throws IOException {
        ResetResult result = reset.redeem(ResetSubmission.forToken(fields.get("token"))
                .password(fields.get("password"))
                .clientAddress(client(exchange)));
        if (result instanceof ResetResult.Changed) {
            answer(exchange, 204, null); // the person signs in now; a reset never does that
        } else if (result instanceof ResetResult.PasswordRefused) {
            answer(exchange, 422, result);
        } else if (result instanceof ResetResult.LinkRefused refused) {
            boolean isTooOften = refused.problem() == LinkProblem.TOO_MANY_ATTEMPTS; // says nothing about this link
            exchange.getResponseHeaders().putAll(isTooOften ? Map.of("Retry-After", List.of("60")) : Map.of());
            answer(exchange, isTooOften ? 429 : 410, result);
        } else {
            exchange.getResponseHeaders().set("Retry-After", "1"); // busy; the same may be sent again
            answer(exchange, 503, null);
        }
    }

    private void cancel(HttpExchange exchange, Map<String, String> fields) throws IOException {
        answer(exchange, reset.cancel(fields.get("token")) ? 204 : 410, null);
    }

    private void answer(HttpExchange exchange, int status, @Nullable Object body) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        if (body == null) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        byte[] json = new Gson().toJson(body).getBytes(StandardCharsets.UTF_8);
        headers.set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, json.length);
        exchange.getResponseBody().write(json);
    }

    /** As the connection says it. What a header says, anybody can write; believe one only if a proxy of yours sets it. */
    private static String client(HttpExchange exchange) {
        return exchange.getRemoteAddress().getAddress().getHostAddress();
    }

    /** Reads a body that is one JSON object of exactly these fields, each once, and each of them a string. */
    private static Map<String, String> fields(HttpExchange exchange, String... names) throws IOException, UnfitRequest {
        if (!exchange.getRequestMethod().equals("POST")) {
            exchange.getResponseHeaders().set("Allow", "POST");
            throw new UnfitRequest(405, "Use POST.");
        }
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            throw new UnfitRequest(415, "Send application/json.");
        }
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            throw new UnfitRequest(413, "Send at most " + LARGEST_BODY + " bytes.");
        }
        Map<String, String> fields = new HashMap<>();
        try (JsonReader in = new JsonReader(
                new InputStreamReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8.newDecoder()))) {
            in.setStrictness(Strictness.STRICT);
            in.beginObject();
            while (in.hasNext()) {
                String name = in.nextName();
                if (in.peek() != JsonToken.STRING || fields.put(name, in.nextString()) != null) {
                    throw new UnfitRequest(400, "Each field is a string, and there once.");
                }
            }
            in.endObject();
            if (in.peek() != JsonToken.END_DOCUMENT || !fields.keySet().equals(Set.of(names))) {
                throw new UnfitRequest(400, "Send these fields and no others: " + String.join(", ", names) + ".");
            }
            return fields;
        } catch (IOException | IllegalStateException notJson) {
            throw new UnfitRequest(400, "Send one JSON object.");
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }

    /** A request that no front end of ours sends. */
    private static final class UnfitRequest extends Exception {
        private static final long serialVersionUID = 1;
        private final int status;
        private final String sentence;

        UnfitRequest(int status, String sentence) {
            this.status = status;
            this.sentence = sentence;
        }
    }
}
