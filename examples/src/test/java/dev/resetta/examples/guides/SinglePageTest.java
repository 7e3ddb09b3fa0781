package dev.resetta.examples.guides;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.resetta.account.Account;
import dev.resetta.examples.demo.Chromium;
import dev.resetta.examples.reading.JsonCalls;
import dev.resetta.testkit.TestReset;
import dev.resetta.token.TokenPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The guide's page that is drawn in the browser, before the JSON endpoints, in Chromium. */
@Timeout(180)
class SinglePageTest {
    private static final String NEW = "correct horse battery";
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; connect-src 'self';"
            + " img-src 'self'; frame-ancestors 'none'; base-uri 'none'";

    private static Chromium chromium;

    private final TestReset reset = TestReset.of(TokenPolicy.oneTime())
            .add(Account.of("17", "ada@example.com", "old hash").withName("Ada"));

    /** Every request line and every header of every request. */
    private final List<String> seen = new CopyOnWriteArrayList<>();

    private JsonCalls endpoints;
    private HttpServer site;
    private Page page;

    @BeforeAll
    static void startTheBrowser() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void closeTheBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void open() throws IOException {
        endpoints = JsonCalls.to(reset.reset());
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/", this::answer);
        site.start();
        page = chromium.newScriptedTab("en").page();
    }

    @AfterEach
    void close() {
        page.context().close();
        site.stop(0);
        endpoints.close();
        reset.close();
    }

    @Test
    void aPasswordIsChangedAndTheLinkIsUsed() {
        String token = reset.tokenFor("ada@example.com");
        follow(token);
        assertThat(page.locator("#account")).hasValue("Ada");
        choose("short");
        assertThat(page.locator("#says")).hasText("Use at least 15 characters.");
        choose(NEW);
        assertThat(page.locator("#says")).hasText("Your password is changed. Sign in with it.");
        assertThat(reset.accounts().passwordHash("17")).isEqualTo("hash of " + NEW);

        page.navigate("about:blank");
        follow(token);
        assertThat(page.locator("#says")).hasText("This link is no good any more. Ask for a new one.");
        assertThat(page.locator("#form")).isHidden();
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void theTokenIsInNoAddressAndInNoHeader() {
        String token = reset.tokenFor("ada@example.com");
        follow(token);
        assertThat(page.locator("#account")).hasValue("Ada");
        assertThat(page.url()).endsWith("/reset-password");
        assertThat(seen).isNotEmpty().noneMatch(part -> part.contains(token));

        page.navigate(address() + "/elsewhere");
        page.goBack();
        assertThat(page.locator("#says")).hasText("This link is no good any more. Ask for a new one.");
        assertThat(page.url()).endsWith("/reset-password");
        assertThat(seen).noneMatch(part -> part.contains(token));
    }

    @Test
    void anotherLinkInTheSameTabTakesItsPlace() {
        follow("made-up");
        assertThat(page.locator("#says")).hasText("This link is no good any more. Ask for a new one.");
        follow(reset.tokenFor("ada@example.com"));
        assertThat(page.locator("#account")).hasValue("Ada");
        assertThat(page.url()).endsWith("/reset-password");
    }

    private void follow(String token) {
        page.navigate(address() + "/reset-password#token=" + token);
    }

    private void choose(String password) {
        page.locator("#password").fill(password);
        page.locator("button").click();
    }

    private String address() {
        return "http://localhost:" + site.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try {
            seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            exchange.getRequestHeaders().forEach((name, values) -> seen.add(name + ": " + values));
            String path = exchange.getRequestURI().getPath();
            if (path.startsWith("/api/reset/")) {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                HttpResponse<String> answer = endpoints.post(path.substring("/api/reset/".length()), body);
                send(exchange, answer.statusCode(), "application/json", answer.body());
            } else if (path.equals("/reset-password.js")) {
                send(exchange, 200, "text/javascript", resource("reset-password.js"));
            } else {
                send(exchange, 200, "text/html", resource("reset-password.html"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = FirstReset.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
