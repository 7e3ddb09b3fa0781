package dev.resetta.examples.reading;

import dev.resetta.PasswordReset;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** A front end that calls the endpoints. */
public record JsonCalls(HttpClient client, JsonEndpoints endpoints) implements AutoCloseable {
    public static JsonCalls to(PasswordReset reset) throws IOException {
        return to(new JsonEndpoints(reset));
    }

    static JsonCalls to(JsonEndpoints endpoints) {
        return new JsonCalls(HttpClient.newHttpClient(), endpoints);
    }

    public HttpResponse<String> post(String endpoint, String body) throws IOException, InterruptedException {
        return post(endpoint, "application/json", body);
    }

    HttpResponse<String> post(String endpoint, String type, String body) throws IOException, InterruptedException {
        return send(request(endpoint).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    HttpRequest.Builder request(String endpoint) {
        return HttpRequest.newBuilder(endpoints.address().resolve(endpoint));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** JSON of names and values, which are not escaped: some are escapes. */
    static String json(String... namesAndValues) {
        StringJoiner object = new StringJoiner(", ", "{", "}");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.add("\"" + namesAndValues[i] + "\": \"" + namesAndValues[i + 1] + "\"");
        }
        return object.toString();
    }

    /** What an answer says. */
    static String said(HttpResponse<String> answer) {
        return (answer.statusCode() + " " + answer.body()).strip();
    }

    /** Everything an answer consists of, but for the time. */
    static String withoutDate(HttpResponse<String> answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.remove("date");
        return said(answer) + " " + headers;
    }

    @Override
    public void close() {
        endpoints.close();
    }
}
