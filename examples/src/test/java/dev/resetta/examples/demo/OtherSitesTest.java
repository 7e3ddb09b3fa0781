package dev.resetta.examples.demo;

import static dev.resetta.examples.demo.TestSite.NEW_PASSWORD;
import static dev.resetta.examples.demo.shop.DemoAccounts.ALMA;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Coming from another site, going to another site, and programs that open links before people do. */
@Tag("once")
class OtherSitesTest {
    private static Chromium chromium;

    private final List<String> requestsToOther = new CopyOnWriteArrayList<>();
    private volatile String otherPage = "";
    private HttpServer other;
    private TestSite site;

    @BeforeAll
    static void startBrowser() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void endBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void start() throws IOException {
        site = TestSite.with("one-time");
        site.ask(ALMA.email());
        other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            requestsToOther.add(exchange.getRequestURI() + " " + exchange.getRequestHeaders());
            byte[] body = otherPage.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        other.start();
    }

    @AfterEach
    void theBrowserHadNothingToComplainAbout() {
        other.stop(0);
        site.close();
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void aLinkThatIsClickedOnAnotherSiteWorksAtTheFirstVisit() {
        otherPage = "<!DOCTYPE html><title>Mail</title><a href='" + site.resetLink(1) + "'>the link</a>";
        Tab tab = chromium.newScriptedTab("en");
        tab.open(otherAddress());
        tab.follow("the link");
        tab.shows("Choose a new password");
        tab.choose(NEW_PASSWORD, NEW_PASSWORD);
        tab.shows("Your password is changed");
    }

    @Test
    void theWayToAnotherSiteTellsNothing() {
        String link = site.resetLink(1);
        Tab tab = chromium.newScriptedTab("en");
        tab.open(link);
        Page page = tab.page();
        page.evaluate(
                "address => { const a = document.createElement('a'); a.href = address; a.textContent = 'elsewhere';"
                        + " document.querySelector('main').append(a); }",
                otherAddress());
        tab.follow("elsewhere");
        page.waitForURL(otherAddress());
        // The icon is asked for by the other site's own page, and may be by then or not.
        assertThat(requestsToOther)
                .filteredOn(request -> !request.startsWith("/favicon.ico"))
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request)
                        .doesNotContainIgnoringCase("referer")
                        .doesNotContain(link.substring(link.indexOf('=') + 1)));
    }

    @Test
    void aFormOfAnotherSiteChangesNothing() {
        otherPage = "<!DOCTYPE html><title>Prize</title><form method=post action='" + site.door()
                + "/language'><input name=language value=de><input name=page value='/forgot'>"
                + "<main><button type=submit>Send</button></main></form>";
        Tab tab = chromium.newScriptedTab("en");
        tab.open(otherAddress());
        tab.send();
        tab.shows("Please send the form once more");
        assertThat(tab.page().context().cookies()).noneMatch(cookie -> cookie.name.equals("language"));
    }

    @Test
    void scannersThatRunScriptsLeaveThePersonsLinkGood() {
        for (int i = 0; i < 25; i++) {
            for (String method : List.of("GET", "HEAD")) {
                TestBrowser scanner = site.browser();
                TestBrowser.Answer opened = scanner.fetch(method, site.resetLink(1));
                scanner.fetch(method, opened.header("Location"));
            }
        }
        Tab scanner = chromium.newScriptedTab("en");
        for (String link : List.of(site.resetLink(1), site.cancelLink(1))) {
            scanner.open(link);
            scanner.page().waitForLoadState();
        }
        Tab person = chromium.newScriptedTab("en");
        person.open(site.resetLink(1));
        person.choose(NEW_PASSWORD, NEW_PASSWORD);
        person.shows("Your password is changed");
        person.open(site.resetLink(1));
        person.shows("This link was used already");
    }

    /** Another site than {@code localhost}, as browsers see it. */
    private String otherAddress() {
        return "http://127.0.0.1:" + other.getAddress().getPort() + "/";
    }
}
