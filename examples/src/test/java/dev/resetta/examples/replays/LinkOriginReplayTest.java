package dev.resetta.examples.replays;

import static dev.resetta.examples.demo.shop.DemoAccounts.ALMA;
import static dev.resetta.examples.replays.Application.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.resetta.ResetRequest;
import dev.resetta.ResetSubmission;
import dev.resetta.examples.demo.TestBrowser;
import dev.resetta.examples.demo.TestMailServer;
import dev.resetta.examples.demo.TestSite;
import jakarta.mail.internet.MimeMessage;
import java.lang.reflect.Method;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Where links lead: to the configured address, whatever a request says. */
class LinkOriginReplayTest {
    private static final String CONFIGURED = "the mail leads to the configured address only";
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s\"<>]+");

    private TestSite site;

    /** A site to ask for a link, with any headers and further fields, that then tells the mail. */
    private interface Asked {
        String mailAfter(List<String> headers, String moreFields);
    }

    @BeforeEach
    void start() {
        site = TestSite.with("one-time");
    }

    @AfterEach
    void end() {
        site.close();
    }

    private static void linksStay(Asked asked, String base, String... headers) {
        for (String header : headers) {
            String mail = asked.mailAfter(List.of(header), "");
            assertThat(ADDRESS.matcher(mail).results().map(address -> address.group()))
                    .as(CONFIGURED)
                    .isNotEmpty()
                    .allMatch(address -> address.startsWith(base + "/"));
            assertThat(mail).as(CONFIGURED).doesNotContain("evil");
        }
    }

    /** Asks the demo; whoever is refused because of a header asks again without it, so that there is a mail. */
    private String askDemo(List<String> headers, String moreFields) {
        int before = site.mailCount();
        TestBrowser browser = site.browser();
        String form =
                TestBrowser.encode("form", browser.get("/forgot").csrfField(), "email", ALMA.email()) + moreFields;
        String cookie = "Cookie: "
                + browser.cookies.getCookieStore().getCookies().get(0).getName() + "="
                + browser.cookies.getCookieStore().getCookies().get(0).getValue();
        List<String> all = new ArrayList<>(headers);
        all.add(cookie);
        String answer = RawHttp.post(site.door().resolve("/forgot"), all, form);
        assertThat(answer.lines().filter(line -> line.startsWith("Location:")))
                .noneMatch(line -> line.contains("evil"));
        if (!answer.startsWith("HTTP/1.1 303")) {
            assertThat(answer).startsWith("HTTP/1.1 400");
            site.ask(ALMA.email());
        }
        String mail = site.mail(before + 1).text() + site.mail(before + 1).html();
        // The next one is not to be one too many.
        site.clock.advance(Duration.ofHours(1));
        return mail;
    }

    private void demoLinksStay(String... headers) {
        linksStay(this::askDemo, site.door().toString(), headers);
    }

    @Replay(
            value = {"CVE-2017-9303", "CVE-2020-27687", "CVE-2017-12161"},
            how = "over HTTP, another Host, with a port and without")
    void host() {
        demoLinksStay("Host: evil.example", "Host: evil.example:8443", "Host: localhost.evil.example");
    }

    @Planted(
            value = {"CVE-2017-9303", "CVE-2020-27687", "CVE-2017-12161"},
            how = "a site whose link begins with the Host header")
    void plantedHost() {
        poisoned(request -> request.getRequestHeaders().getFirst("Host"), "Host: evil.example");
    }

    @Replay(
            value = {"CVE-2012-4520", "CVE-2013-4752"},
            how = "over HTTP, a Host with a user, a path, a bad port, blanks")
    void manipulatedHost() {
        demoLinksStay(
                "Host: user:pass@evil.example",
                "Host: localhost@evil.example",
                "Host: evil.example/localhost",
                "Host: localhost:@evil.example",
                "Host: localhost:99999",
                "Host: localhost evil.example",
                "Host: evil.example#localhost");
    }

    @Planted(
            value = {"CVE-2012-4520", "CVE-2013-4752"},
            how = "a site that takes what follows the user in the Host header")
    void plantedManipulatedHost() {
        poisoned(
                request -> request.getRequestHeaders().getFirst("Host").replaceFirst(".*@", ""),
                "Host: a:b@evil.example");
    }

    @Replay(
            value = {"CVE-2025-48936", "CVE-2025-64101"},
            how = "over HTTP, Forwarded and five X-Forwarded headers")
    void forwarded() {
        demoLinksStay(
                "Forwarded: host=evil.example;proto=https",
                "X-Forwarded-Host: evil.example",
                "X-Forwarded-Server: evil.example",
                "X-Forwarded-Proto: evil",
                "X-Forwarded-Port: 1\r\nX-Forwarded-Host: evil.example",
                "X-Forwarded-Prefix: /evil");
    }

    @Planted(
            value = {"CVE-2025-48936", "CVE-2025-64101"},
            how = "a site whose link begins with X-Forwarded-Host")
    void plantedForwarded() {
        poisoned(request -> request.getRequestHeaders().getFirst("X-Forwarded-Host"), "X-Forwarded-Host: evil.example");
    }

    @Replay(value = "CVE-2026-22794", how = "over HTTP, Origin and Referer of another site")
    void origin() {
        demoLinksStay("Origin: https://evil.example", "Referer: https://evil.example/reset");
    }

    @Planted(value = "CVE-2026-22794", how = "a site whose link begins with the Origin header")
    void plantedOrigin() {
        poisoned(
                request -> URI.create(request.getRequestHeaders().getFirst("Origin"))
                        .getHost(),
                "Origin: https://evil.example");
    }

    @Replay(
            value = "CVE-2026-61451",
            how = "over HTTP, base addresses as further fields; and no method of a request takes one")
    void fieldsOfTheForm() {
        linksStay(
                (headers, none) ->
                        askDemo(headers, "&admin_base_url=https://evil.example&url=//evil.example&redirect=//evil"),
                site.door().toString(),
                "X-Base-Url: https://evil.example");
        for (Class<?> type : List.of(ResetRequest.class, ResetSubmission.class)) {
            assertThat(Arrays.stream(type.getMethods()).map(Method::getName))
                    .noneMatch(name -> name.toLowerCase(Locale.ROOT).matches(".*(url|uri|link|redirect|base).*"));
        }
    }

    @Replay(
            value = "CVE-2024-6203",
            how =
                    "over HTTP, a poisoned Host; no address in the mail is one that a program could fetch elsewhere, and fetching changes nothing")
    void fetchedByPrograms() {
        demoLinksStay("Host: evil.example");
        site.ask(ALMA.email());
        String link = site.resetLink(2);
        for (String method : List.of("GET", "HEAD", "GET")) {
            site.browser().fetch(method, link);
        }
        assertThat(site.browser().get(link).status()).isEqualTo(200);
    }

    @Replay(
            value = "CVE-2017-8295",
            how =
                    "over HTTP and SMTP, another Host: the sender on the envelope and in the header is the configured one")
    void sender() throws Exception {
        try (Wire wire = new Wire().login("shop", TestMailServer.PASSWORD);
                TestSite mailing = TestSite.of(TestMailServer.variables(wire.port()))) {
            TestBrowser browser = mailing.browser();
            String form = TestBrowser.encode("form", browser.get("/forgot").csrfField(), "email", ALMA.email());
            assertThat(browser.post("/forgot", form, "Host", "evil.example").status())
                    .isEqualTo(303);

            MimeMessage mail = wire.mails(1).get(0);
            assertThat(wire.commands("MAIL FROM")).hasSize(1).allMatch(line -> line.contains("<books@mail.example>"));
            assertThat(mail.getHeader("From")).containsExactly("Larkspur <books@mail.example>");
            assertThat(mail.getHeader("Message-ID")[0]).endsWith("@mail.example>");
            assertThat(Collections.list(mail.getAllHeaderLines())).noneMatch(line -> line.contains("evil"));
        }
    }

    /** Runs the replay against a site that takes its name from a request, and sees it fail. */
    private static void poisoned(Function<HttpExchange, String> name, String header) {
        Application[] app = {null};
        HttpServer server = RawHttp.serve(request -> {
            app[0] = Application.oneTime();
            app[0].resetLink = "https://" + name.apply(request) + "/reset?token={token}";
            app[0].ask(ADA.address().orElseThrow());
            return "ok";
        });
        Asked asked = (headers, none) -> {
            RawHttp.post(URI.create("http://localhost:" + server.getAddress().getPort() + "/"), headers, "");
            return app[0].mailbox.lastLink();
        };
        try {
            Caught.by(CONFIGURED, () -> linksStay(asked, "https://shop.example.com", header));
        } finally {
            server.stop(0);
        }
    }
}
