package dev.resetta.examples.springboot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One person's browser, with the cookies it was given. */
final class Browser {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final String shop;
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    Browser(String shop) {
        this.shop = shop;
    }

    /** Fills the form of the sign-in in, and says whether it was taken. */
    boolean signsIn(String address, String password) throws IOException, InterruptedException {
        String page = send(request("/login").build()).body();
        Matcher csrf = CSRF.matcher(page);
        if (!csrf.find()) {
            throw new AssertionError("The sign-in has no form: " + page);
        }
        String form =
                "username=" + encoded(address) + "&password=" + encoded(password) + "&_csrf=" + encoded(csrf.group(1));
        HttpResponse<String> answer = send(request("/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build());
        String next = answer.headers().firstValue("Location").orElse("");
        return answer.statusCode() == 302 && !next.contains("/login");
    }

    boolean isSignedIn() throws IOException, InterruptedException {
        return get("/") == 200;
    }

    int get(String path) throws IOException, InterruptedException {
        return send(request(path).build()).statusCode();
    }

    int post(String endpoint, String json) throws IOException, InterruptedException {
        return send(request("/password-resets" + endpoint)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json))
                        .build())
                .statusCode();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(shop + path));
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
