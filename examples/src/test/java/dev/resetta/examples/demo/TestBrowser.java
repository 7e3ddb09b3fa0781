package dev.resetta.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser without a screen: keeps cookies, follows redirects, fills in forms. */
public final class TestBrowser {
    private static final Pattern ACTION = Pattern.compile("<form method=\"post\" action=\"([^\"]+)\">");
    private static final Pattern HIDDEN = Pattern.compile("<input type=\"hidden\" name=\"form\" value=\"([^\"]*)\">");
    private static final int MOST_REDIRECTS = 5;

    public final CookieManager cookies = new CookieManager();
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final URI door;

    public TestBrowser(URI door) {
        this.door = door;
    }

    /** Opens a page and goes wherever it sends to. */
    public Answer get(String address) {
        return follow(fetch("GET", address));
    }

    /** Asks once and follows nothing. */
    public Answer fetch(String method, String address, String... headers) {
        return exchange(method, address, HttpRequest.BodyPublishers.noBody(), headers);
    }

    /** Sends a form just as given and follows nothing. */
    public Answer post(String address, String body, String... headers) {
        List<String> all = new ArrayList<>(List.of("Content-Type", "application/x-www-form-urlencoded"));
        all.addAll(List.of(headers));
        return exchange("POST", address, HttpRequest.BodyPublishers.ofString(body), all.toArray(String[]::new));
    }

    public Answer follow(Answer first) {
        Answer answer = first;
        for (int i = 0; answer.status() == 303; i++) {
            assertThat(i).as("redirects").isLessThan(MOST_REDIRECTS);
            answer = fetch("GET", answer.header("Location"));
        }
        return answer;
    }

    private Answer exchange(String method, String address, HttpRequest.BodyPublisher body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(door.resolve(address)).method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String encode(String... namesAndValues) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            body.append(body.isEmpty() ? "" : "&")
                    .append(namesAndValues[i])
                    .append('=')
                    .append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
        }
        return body.toString();
    }

    /** A page, or a redirect. */
    public final class Answer {
        private final HttpResponse<String> response;

        private Answer(HttpResponse<String> response) {
            this.response = response;
        }

        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        public String path() {
            return response.uri().getPath();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public Map<String, List<String>> headers() {
            return response.headers().map();
        }

        /** What the page's form has to carry. */
        public String csrfField() {
            return find(HIDDEN);
        }

        String formAddress() {
            return find(ACTION);
        }

        /** Fills in the page's form, sends it, and goes wherever that leads. */
        public Answer send(String... namesAndValues) {
            return follow(sendOnly(namesAndValues));
        }

        /** Fills in the page's form and sends it. */
        public Answer sendOnly(String... namesAndValues) {
            String fields = namesAndValues.length == 0 ? "" : "&" + encode(namesAndValues);
            return post(formAddress(), encode("form", csrfField()) + fields);
        }

        private String find(Pattern pattern) {
            Matcher matcher = pattern.matcher(body());
            assertThat(matcher.find()).as("%s in %s", pattern, body()).isTrue();
            return matcher.group(1);
        }
    }
}
