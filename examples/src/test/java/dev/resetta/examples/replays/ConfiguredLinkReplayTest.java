package dev.resetta.examples.replays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.resetta.PasswordReset;
import dev.resetta.examples.demo.TestBrowser;
import dev.resetta.examples.demo.TestSite;
import java.util.List;
import java.util.function.Function;

/** The address that links begin with has to be configured, https and whole; and no other address is gone to. */
class ConfiguredLinkReplayTest {

    private static void startsOnlyWith(Function<String, PasswordReset> start, String... refused) {
        for (String link : refused) {
            assertThatThrownBy(() -> start.apply(link).close())
                    .as(link)
                    .isInstanceOfAny(IllegalStateException.class, IllegalArgumentException.class);
        }
    }

    @Replay(
            value = {"CVE-2025-52560", "CVE-2025-62406", "CVE-2026-34198"},
            how = "without a configured address, or with half of one, nothing starts")
    void withoutAnAddress() {
        startsOnlyWith(
                ConfiguredLinkReplayTest::started,
                "",
                "/reset?token={token}",
                "//shop.example.com/reset?token={token}",
                "reset?token={token}",
                "https:///reset?token={token}");
        assertThatThrownBy(() -> PasswordReset.builder()
                        .accounts(Application.oneTime().accounts)
                        .build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("resetLink");
    }

    @Replay(value = "CVE-2026-41275", how = "links that are not https are refused when the application starts")
    void plainHttp() {
        startsOnlyWith(
                ConfiguredLinkReplayTest::started,
                "http://shop.example.com/reset?token={token}",
                "ftp://shop.example.com/reset?token={token}",
                "http://localhost.evil.example/reset?token={token}");
    }

    @Replay(value = "CVE-2025-27143", how = "over HTTP, other sites in every field and query that could lead back")
    void openRedirect() {
        try (TestSite site = TestSite.with("one-time")) {
            TestBrowser browser = site.browser();
            for (String elsewhere : List.of(
                    "//evil.example",
                    "/\\evil.example",
                    "\\\\evil.example",
                    "https:evil.example",
                    "https://evil.example",
                    "/%2fevil.example",
                    "/.evil.example",
                    "/\t/evil.example")) {
                String fields = TestBrowser.encode("language", "de", "page", elsewhere);
                assertThat(browser.post("/language", fields).header("Location"))
                        .as(elsewhere)
                        .isEqualTo("/");
                String encoded = TestBrowser.encode("next", elsewhere, "callbackURL", elsewhere, "page", elsewhere);
                assertThat(browser.fetch("GET", "/forgot?" + encoded).body()).doesNotContain("evil");
            }
        }
    }

    private static PasswordReset started(String link) {
        Application app = Application.oneTime();
        app.resetLink = link;
        return app.reset();
    }
}
